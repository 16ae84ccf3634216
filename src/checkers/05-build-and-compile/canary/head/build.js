import { writeFileSync } from 'node:fs';
import { greeting } from './src/greeting.js';

writeFileSync('built.txt', greeting('world'));
