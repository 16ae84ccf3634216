import { describe, expect, test } from 'vitest';
import { BRACE_TESTS } from './brace-tests.ts';

const told = (language: keyof typeof BRACE_TESTS, text: string) =>
  BRACE_TESTS[language].tests(text).map(({ title, line, skip, assertions }) => [title, line, skip, assertions]);

describe('Rust', () => {
  test('functions that a test attribute marks, inside their modules', () => {
    const text = `fn tested() { assert!(true); }
// #[test] fn commented() {}
const TEXT: &str = r#"#[test] fn quoted() {}"#;
#[cfg(test)]
mod tests {
    fn helper<'a>(x: &'a str) { tested(); assert_eq!(x, "}"); if false { assert!(false); } assert!(true); }
    mod inner {
        #[test]
        #[ignore = "slow"]
        fn ignored() { panic!("{}", '{'); }
    }
    #[tokio::test]
    async fn calls() { helper("a"); assert_ne!(1, 2); }
    #[test] #[should_panic(expected = "[x]")] fn panics() { /* assert!() */ }
    #[test] fn returns() { return; assert!(false); }
    #[cfg(feature = "x")] #[test] fn featured() { let x: i32 = y.unwrap(); }
    fn no_test() {}
}
#[cfg(any())] mod off { #[test] fn never() {} }
`;
    expect(told('rust', text)).toEqual([
      ['tests > inner > ignored', 10, 'yes', 1],
      ['tests > calls', 13, 'no', 3],
      ['tests > panics', 14, 'yes', 0],
      ['tests > returns', 15, 'no', 0],
      ['tests > featured', 16, 'conditional', 0],
      ['off > never', 19, 'yes', 0],
    ]);
  });

  test('examples of the documentation are titles, too', () => {
    expect(BRACE_TESTS.rust.titles('/// ```\n/// a();\n/// ```\nfn a() {}\n//! ```no_run\n//! b();\n//! ```\n')).toEqual([
      'documentation example of (computed)',
      'documentation example of (computed)',
    ]);
  });
});

describe('Go', () => {
  const text = `package a

func check(t *testing.T, any interface{}) { t.Helper(); t.Fatal("}") }

func TestA(t *testing.T) {
	t.Run("one two", func(t *testing.T) {
		t.Run("in/side", func(t *testing.T) { check(t, 1) })
	})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { if c.bad { t.Errorf("x") } })
	}
}
func TestSkipped(t *testing.T) {
	t.Skip("not now")
	t.Error()
}
func TestShort(t *testing.T) {
	if testing.Short() { t.Skip() }
	require.NoError(t, nil)
}
func (s *Suite) TestMethod() { s.Equal(1, 1); s.Fail("x") }
func TestMain(m *testing.M) {}
func Testify() {}
func FuzzTool(data []byte) int { panic(1) }
func ExampleA() {
	// Output: 3
}
// func TestCommented(t *testing.T) {}
var text = \`
func TestQuoted(t *testing.T) {}
\`
`;
  test('functions that go test runs, and methods of suites', () => {
    expect(told('go', text)).toEqual([
      ['TestA', 5, 'no', 2],
      ['TestSkipped', 13, 'yes', 1],
      ['TestShort', 17, 'conditional', 1],
      ['Suite > TestMethod', 21, 'no', 1],
      ['ExampleA', 25, 'no', 1],
    ]);
  });

  test('what a test of Go may leave before it asserts', () => {
    const guarded = `func TestA(t *testing.T) {
	if err := a(); err != nil { t.Fatal(err) }
	if !testing.Verbose() {
		return
	}
	if b() { return b() }
	for { if c { return } }
	t.Run("x", func(t *testing.T) { if d { t.Fail() } })
}
func TestB(t *testing.T) { if a { t.Fail(); return }; t.Fail() }
`;
    expect(BRACE_TESTS.go.tests(guarded).map(({ assertions, certain }) => [assertions, certain])).toEqual([
      [2, 1],
      [2, 2],
    ]);
  });

  test('subtests as Go names them', () => {
    expect(BRACE_TESTS.go.titles(text)).toEqual([
      'TestA',
      'TestA > one_two',
      'TestA > one_two > in > side',
      'TestA > (computed)',
      'TestSkipped',
      'TestShort',
      '(computed) > TestMethod',
      'ExampleA',
    ]);
  });
});

describe('Java', () => {
  test('methods by their annotation, inside their classes', () => {
    const text = `package a;
@Tag("x") class ATest {
  @Test void adds() throws Exception { assertEquals(3, add(1, 2)); }
  @ParameterizedTest @ValueSource(strings = {"a)", "b"}) public void rows(String s) { if (s == null) { fail(); } helper(); }
  private static void helper() { assertThat(1).isEqualTo(1); }
  @Disabled("later") @Test void disabled() { assertTrue(true); }
  @DisabledOnOs(OS.MAC) @Test void notOnMac() { assumeTrue(x); assertTrue(x); }
  @Test(expected = IllegalStateException.class) public void expects() { new Object() { }; }
  // @Test void commented() {}
  @Nested class Inner { @Test <T extends Map<String, T>> void inner() { verify(mock).call(); } }
}
@Ignore class Off { @Test public void never() { } }
`;
    expect(told('java', text)).toEqual([
      ['ATest > adds', 3, 'no', 1],
      ['ATest > rows', 4, 'no', 2],
      ['ATest > disabled', 6, 'yes', 1],
      ['ATest > notOnMac', 7, 'conditional', 1],
      ['ATest > expects', 8, 'no', 1],
      ['ATest > Inner > inner', 10, 'no', 1],
      ['Off > never', 12, 'yes', 0],
    ]);
  });

  test('methods by their name in a TestCase', () => {
    expect(
      told('java', 'public class OldTest extends TestCase {\n  public void testA() {\n    assertTrue(true);\n  }\n  void other() {}\n}\n'),
    ).toEqual([['OldTest > testA', 2, 'no', 1]]);
  });
});

test.each(['rust', 'go', 'java'] as const)('%s: reads any text in little time', (language) => {
  for (const piece of ['#[', '@A(', 'fn a(', 'func A(', '{', '"', "'", '/*', 'class A', '@Test void a(', '#[test] fn a() { a(); '])
    expect(BRACE_TESTS[language].titles(piece.repeat(20_000 / piece.length)).length).toBeGreaterThanOrEqual(0);
});
