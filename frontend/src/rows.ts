// A long list in blocks: each is drawn when it comes into view and keeps its height when it leaves.

import { h, put } from "./dom.ts";

export const BLOCK = 40;
const GUESS = 96; // pixels a row, until it has been drawn

export class Rows<T> {
  readonly el = h("div", { class: "rows", id: "list", tabindex: -1 });
  private blocks: HTMLOListElement[] = [];
  private loaded = new Map<number, T[]>();
  private under = new Set<number>();
  private stamp = 0;
  private readonly eye: IntersectionObserver;

  constructor(private readonly load: (page: number, limit: number) => Promise<T[]>, private readonly draw: (item: T, index: number) => HTMLLIElement, private readonly broken: (fault: unknown) => void) {
    this.eye = new IntersectionObserver((found) => found.forEach((one) => this.seen(one)), { rootMargin: "600px 0px" });
  }

  /** Starts again with `total` rows, of which the first block is at hand. */
  reset(total: number, first: T[]): void {
    this.stamp += 1;
    this.eye.disconnect();
    this.loaded = new Map([[0, first]]);
    this.under.clear();
    const blocks = Math.ceil(total / BLOCK);
    this.blocks = Array.from({ length: blocks }, (_, i) => {
      const block = h("ol", { "data-block": i });
      block.style.minHeight = i ? `${GUESS * Math.min(BLOCK, total - i * BLOCK)}px` : "";
      return block;
    });
    put(this.el, this.blocks);
    this.el.scrollTop = 0;
    this.fill(0);
    this.blocks.forEach((block) => this.eye.observe(block));
  }

  get items(): Map<number, T> {
    const out = new Map<number, T>();
    for (const [block, some] of this.loaded) some.forEach((item, i) => out.set(block * BLOCK + i, item));
    return out;
  }

  redraw(index: number): void {
    const block = Math.floor(index / BLOCK);
    const item = this.loaded.get(block)?.[index % BLOCK];
    const old = this.blocks[block]?.children[index % BLOCK];
    if (item !== undefined && old) old.replaceWith(this.draw(item, index));
  }

  at(index: number): HTMLElement | null {
    return (this.blocks[Math.floor(index / BLOCK)]?.children[index % BLOCK] as HTMLElement | undefined) ?? null;
  }

  async ensure(index: number): Promise<T | undefined> {
    const block = Math.floor(index / BLOCK);
    if (!this.loaded.has(block)) await this.fetch(block);
    this.fill(block);
    return this.loaded.get(block)?.[index % BLOCK];
  }

  destroy(): void {
    this.eye.disconnect();
  }

  private seen(entry: IntersectionObserverEntry): void {
    const block = Number((entry.target as HTMLElement).dataset.block);
    if (entry.isIntersecting) {
      if (this.loaded.has(block)) this.fill(block);
      else void this.fetch(block).then(() => this.fill(block)).catch(this.broken);
    } else if (block > 1 && (this.blocks[block]?.childElementCount ?? 0) > 0) {
      const node = this.blocks[block] as HTMLElement;
      node.style.minHeight = `${node.offsetHeight}px`;
      put(node);
    }
  }

  private async fetch(block: number): Promise<void> {
    if (this.under.has(block)) return;
    this.under.add(block);
    const stamp = this.stamp;
    try {
      const some = await this.load(block + 1, BLOCK);
      if (stamp === this.stamp) this.loaded.set(block, some);
    } finally {
      this.under.delete(block);
    }
  }

  private fill(block: number): void {
    const node = this.blocks[block];
    const some = this.loaded.get(block);
    if (!node || !some || node.childElementCount) return;
    put(node, some.map((item, i) => this.draw(item, block * BLOCK + i)));
    node.style.minHeight = "";
  }
}
