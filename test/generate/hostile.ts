/**
 * Texts that end a string, a comment or a statement somewhere, or that mean
 * something to JavaScript, to a template, to a regular expression or to an
 * object. Where one becomes source, it calls or reads the global `canary`.
 */
const quotes = [
  ...[
    `'`,
    `"`,
    '`',
    `''`,
    `""`,
    `"'\``,
    `\\'`,
    `\\"`,
    '\\`',
    '\\\\"',
    `"+canary()+"`,
    `'+canary+'`,
  ],
  ...[
    `\`\${canary()}\``,
    `\${canary}`,
    `\${`,
    '}',
    '`+canary()+`',
    `\\\${canary()}`,
    `\\\\\${canary}`,
  ],
  ...['“canary”', '‘', '«canary()»', '″', '＂canary()＂', 'ʼ'],
]

const backslashes = [
  '\\',
  '\\\\',
  '\\\\\\',
  'a\\',
  '\\n',
  '\\r\\n',
  '\\0',
  '\\x22',
  '\\u0022',
  '\\u{22}',
]

const ends = [
  ...['\n', '\r', '\r\n', '\u2028', '\u2029', '\u0085', '\v', '\f', '\t', ' ', '\u00a0', '\ufeff'],
  ...[
    '\ncanary()',
    '\rcanary()',
    '\u2028canary()',
    '\u2029canary()',
    '\n//',
    '\n/*',
    '\ufeffcanary()',
  ],
  ...['a\nexport const hash = canary', `\nimport 'node:fs'\n`],
]

const comments = [
  ...['*/', '/*', '*/canary()/*', '//', '// canary', '-->', '<!--', '\n-->canary()', '#!canary'],
  ...[
    '//# sourceMappingURL=data:,canary',
    '\n//# sourceURL=canary',
    '/** @type {canary} */',
    '*/*/',
  ],
]

const statements = [
  ...['});canary()//', '});process.exit(1)//', '"]);canary();//', '")(canary())("', '}canary();{'],
  ...[
    ';canary();',
    ',canary(),',
    ')canary(',
    '(canary())',
    '=> canary()',
    '{}',
    '[]',
    '[canary()]',
  ],
  ...['import("node:fs")', `import('node:fs').then(canary)`, 'import.meta.url', 'require("fs")'],
  ...[
    'eval("canary()")',
    'new Function("canary()")()',
    'globalThis.canary()',
    'this.canary',
    'x=canary',
  ],
  ...[
    'return canary()',
    'throw canary',
    'debugger',
    'while(true){}',
    'await canary',
    'canary',
    'canary()',
  ],
]

const words = [
  ...[
    'export',
    'class',
    'function',
    'await',
    'yield',
    'let',
    'static',
    'enum',
    'null',
    'undefined',
  ],
  ...['true', 'NaN', 'Infinity', 'arguments', 'eval', 'this', 'super', 'new', 'async', 'of', 'get'],
  ...['run', 'event', 'functions', 'put', 'own', 'UNMET', 'JSON', 'Object', 'object', 'value_1'],
]

const members = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'toJSON'],
  ...['__defineGetter__', '__proto__.polluted', 'constructor.prototype.polluted', 'then', 'length'],
  ...[
    '["__proto__"]',
    '[0]',
    'p[]',
    'p.q',
    'p[].q',
    '.',
    '..',
    'p.',
    '.p',
    '[',
    ']',
    '0',
    '01',
    '-1',
  ],
  ...[
    '1e3',
    '4294967295',
    '-0',
    'own.canary',
    '$set',
    '__PROTO__',
    '\\u005f_proto__',
    ' __proto__',
  ],
]

const data = [
  ...[
    '{"a":1}',
    '{"__proto__":{"polluted":1}}',
    '[1,2',
    '"a":',
    'JSON.parse("{}")',
    '{"a":"\\u2028"}',
  ],
  ...[
    '</script>',
    '<script>canary()</script>',
    '<!--<script>',
    ']]>',
    '<img onerror=canary()>',
    '&quot;',
  ],
  ...[
    '{{',
    '}}',
    '{{canary}}',
    '{{{canary}}}',
    '{{#if a}}',
    '{{> canary}}',
    '{{event}}',
    '\\{{event}}',
  ],
  ...[
    '{{constructor}}',
    '{{event.__proto__}}',
    '{{"canary"}}',
    '{{[}}',
    '{{!-- canary --}}',
    '{{a b=canary}}',
  ],
  ...[
    '.*',
    '(a+)+$',
    '[a-z',
    '^',
    '$',
    '$&',
    '$1',
    '$`',
    'a|b',
    '(?<n>',
    '\\d',
    '/canary/g',
    '[^]',
    'a-z',
  ],
  ...[
    '%',
    '%00',
    '%22',
    '%s',
    '%E0%A4%A',
    'javascript:canary()',
    'data:text/javascript,canary()',
    '?#',
  ],
]

const characters = [
  ...[
    '\0',
    'a\0b',
    '\u0001',
    '\u001b[31m',
    '\u007f',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066canary\u2069',
  ],
  ...[
    '\u200f',
    '\ud800',
    '\udc00',
    'a\ud83d',
    '\ude00b',
    '\udc00\ud800',
    '\ufffd',
    '\uffff',
    '\u{10ffff}',
  ],
  ...[
    '😀',
    'e\u0301',
    'ﬁ',
    'İ',
    'ß',
    'ščř',
    '日本',
    'ｃａｎａｒｙ',
    '\u037e',
    '𝒄anary',
    '\u00adcanary',
  ],
]

const long = [
  'x'.repeat(3000),
  '"'.repeat(500),
  '\\'.repeat(501),
  '`${'.repeat(300),
  '\u2028'.repeat(200),
]

export const hostileTexts: readonly string[] = [
  ...new Set([
    ...[
      quotes,
      backslashes,
      ends,
      comments,
      statements,
      words,
      members,
      data,
      characters,
      long,
    ].flat(),
  ]),
]

/** Three of seven for a quick run, and those that are left. */
export const someHostileTexts = hostileTexts.filter((_, index) => index % 7 < 3)
export const otherHostileTexts = hostileTexts.filter((_, index) => index % 7 >= 3)

/** Each with a name for a test. */
export function titled(texts: readonly string[]): [title: string, text: string][] {
  return texts.map((text) => [JSON.stringify(text).slice(0, 60), text])
}
