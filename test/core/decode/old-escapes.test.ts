import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lib/core/decode/charset.ts';
import { loadModels } from '../../../lib/core/models.ts';

await loadModels(['charset']);

describe('charsets of old networks', () => {
  it('reads HZ, which is all ASCII', () => {
    const text = Buffer.from('Ferry ~{>I6I?ZWrLlVXPB?*4,#,A=065D4eCq2;1XTYHFPP!#~} 50~~60\n');
    expect(decodeText(text)).toEqual({ text: 'Ferry 旧渡口昨天重新开船，两岸的村民不必再绕行。 50~60\n', charset: 'hz-gb-2312' });
  });

  it('leaves tildes and braces of other texts alone', () => {
    for (const text of ['~{a}~ and ~{}~', 'if (~{x}) { ~y }', '~{Tilde in a poem, with spaces~}'])
      expect(decodeText(Buffer.from(text))?.text).toBe(text);
  });

  it('says that EBCDIC is no text', () => {
    const text = Buffer.from('e38885408396a49583899340968640d481999996a640c281a840a596a3858440969540e3a485a28481a84b25', 'hex');
    expect(decodeText(text)).toBeNull();
    expect(decodeText(Buffer.from('@jane@john@ada'))?.text).toBe('@jane@john@ada');
  });
});
