import { placeOf, type Rule } from '../rule.ts';
import { isTest, type Source } from '../source.ts';

interface Reserved {
  readonly name: string;
  readonly says: string;
  readonly packages: RegExp;
  readonly allowed: RegExp;
  /** Types carry no behaviour: where they may be named all the same. */
  readonly typesFreeIn: 'nowhere' | 'everywhere' | 'composition root';
}

const reserved: readonly Reserved[] = [
  {
    name: 'sql',
    says: 'SQL only in *.repository.ts, tables in *.tables.ts, the database and its queue in platform/db and platform/jobs',
    packages: /^(drizzle-orm|pg)(\/|$)/,
    allowed: /(\.repository|\.tables)\.ts$|^server\/src\/platform\/(db|jobs)\//,
    typesFreeIn: 'everywhere',
  },
  {
    name: 'fastify',
    says: 'Fastify only in contracts/ and platform/http',
    packages: /^(fastify|@fastify\/.*)$/,
    allowed: /^server\/src\/(contracts|platform\/http)\//,
    typesFreeIn: 'composition root',
  },
  {
    name: 'sockets',
    says: 'Sockets only in clients/ and platform/',
    packages: /^(node:)?(net|tls|dgram|http|https|http2)$|^(ws|undici|ioredis)$/,
    allowed: /^server\/src\/(clients|platform)\//,
    typesFreeIn: 'everywhere',
  },
];

function areTypesFree({ path }: Source, where: Reserved['typesFreeIn']): boolean {
  return where === 'everywhere' || (where === 'composition root' && placeOf(path) === null);
}

function toRule({ name, says, packages, allowed, typesFreeIn }: Reserved): Rule {
  return {
    name,
    says,
    *check(sources) {
      for (const source of sources.filter((file) => file.path.startsWith('server/') && !isTest(file) && !allowed.test(file.path))) {
        for (const { specifier, isType, line } of source.imports) {
          if (packages.test(specifier) && !(isType && areTypesFree(source, typesFreeIn))) yield { file: source.path, line, message: `${specifier}: ${says}` };
        }
      }
    },
  };
}

export const packageRules: readonly Rule[] = reserved.map(toRule);
