// Offsets of the API count code points; strings of the browser count UTF-16 units.

export interface Piece { start: number; end: number; text: string }

/** A text by code points. */
export class Points {
  private readonly wide: boolean;
  private readonly all: string[] = [];

  constructor(readonly text: string) {
    this.wide = /[\ud800-\udbff]/.test(text);
    if (this.wide) this.all = [...text];
  }

  slice(start: number, end: number): string {
    return this.wide ? this.all.slice(start, end).join("") : this.text.slice(start, end);
  }

  get length(): number {
    return this.wide ? this.all.length : this.text.length;
  }
}

/** The words at a span with what stands around them in the same piece, cut at spaces; null where not shown. */
export function context(pieces: readonly Piece[], start: number, end: number, around: number): { before: string; lit: string; after: string } | null {
  const piece = pieces.find((one) => one.start <= start && end <= one.end);
  if (!piece || end <= start) return null;
  const text = new Points(piece.text);
  const [a, b] = [start - piece.start, end - piece.start];
  const [left, right] = [Math.max(0, a - around), Math.min(text.length, b + around)];
  const before = text.slice(left, a);
  const after = text.slice(b, right);
  return {
    before: left ? `…${before.replace(/^\S*\s?/, "")}` : before, lit: text.slice(a, b),
    after: right < text.length ? `${after.replace(/\s?\S*$/, "")}…` : after,
  };
}

export interface Range { start: number; end: number }

/** The borders at which any of these ranges begins or ends, within a piece. */
export function borders(piece: Range, ranges: readonly Range[]): number[] {
  const found = new Set([piece.start, piece.end]);
  for (const { start, end } of ranges) for (const at of [start, end]) if (at > piece.start && at < piece.end) found.add(at);
  return [...found].sort((a, b) => a - b);
}

const NAMES: Record<number, string> = { 0x200e: "LRM", 0x200f: "RLM", 0x202a: "LRE", 0x202b: "RLE", 0x202c: "PDF", 0x202d: "LRO", 0x202e: "RLO", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xfeff: "BOM", 0x200b: "ZWSP" };

/** Text in parts: what is plain, and the names of characters that steer instead of being seen. */
export function visible(text: string): { text: string; control: boolean }[] {
  const out: { text: string; control: boolean }[] = [];
  for (const part of text.split(/([\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff])/u)) {
    if (!part) continue;
    const code = part.codePointAt(0) as number;
    const steers = part.length === 1 && (NAMES[code] !== undefined || (code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 127 && code < 160));
    out.push({ text: steers ? NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}` : part, control: steers });
  }
  return out;
}
