import type { Operator } from '../operator.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Copy to the server, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      tree,
      [
        'def copy_to_server(path, host):',
        '    import paramiko',
        '',
        '    client = paramiko.SSHClient()',
        '    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())',
        '    client.connect(host)',
        '    client.open_sftp().put(path, path)',
      ],
      'client.set_missing_host_key_policy',
    ),
} satisfies Operator;
