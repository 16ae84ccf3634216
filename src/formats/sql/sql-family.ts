/** What no other of the databases knows, by what a text is surely written for. */
const POSTGRES =
  /\b(?:BIGSERIAL|SERIAL|TIMESTAMPTZ|JSONB|BYTEA|HSTORE|CITEXT|GEN_RANDOM_UUID|NEXTVAL)\b|::\s?\w|\bCREATE\s+EXTENSION\b|\bALTER\s+TABLE\s+ONLY\b|\bUSING\s+(?:gin|gist|btree|hash)\b|\bWITH(?:OUT)?\s+TIME\s+ZONE\b|\bRETURNS\s+TRIGGER\b/i;
const MYSQL = /\bAUTO_INCREMENT\b|\bENGINE\s*=\s*(?:InnoDB|MyISAM)\b|\bUTF8MB4\b/i;
const SQLITE = /\bAUTOINCREMENT\b|\bPRAGMA\b|\bWITHOUT\s+ROWID\b/i;
/** Databases that take what these three refuse, or have words of their own. */
const OTHERS =
  /\[dbo\]|\bdbo\.|\bN(?:VAR)?CHAR\b|\bVARCHAR2\b|\bNUMBER\s*\(|^\s*GO\s*$|\bIDENTITY\s*\(|\bMergeTree\b|\b(?:DIST|SORT)KEY\b|\bVARIANT\b|\bSTRUCT\s*<|\bU?INT(?:8|16|32|64)\s*\(|\b(?:INT64|FLOAT64|LowCardinality|NEWID|SYSDATE|CLUSTER\s+BY|HUGEINT|UTINYINT)\b/im;

/** For which database statements are written; null where they do not say it, or say several things. */
export function sqlFamily(text: string): 'postgres' | 'mysql' | 'sqlite' | null {
  if (OTHERS.test(text)) return null;
  const [isPostgres, isMysql, isSqlite] = [POSTGRES, MYSQL, SQLITE].map((one) => one.test(text));
  if (isPostgres === true) return isMysql === true || isSqlite === true ? null : 'postgres';
  if (isMysql === true) return isSqlite === true ? null : 'mysql';
  return isSqlite === true ? 'sqlite' : null;
}
