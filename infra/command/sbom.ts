import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../constructs/places.ts';
import { billOfMaterials } from './billOfMaterials.ts';

const file = join(root, '.local/sbom.cdx.json');
mkdirSync(join(root, '.local'), { recursive: true });
writeFileSync(file, await billOfMaterials());
console.log('The bill of materials (CycloneDX) is in .local/sbom.cdx.json.');
