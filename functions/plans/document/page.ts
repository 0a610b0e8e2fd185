import PDFDocument from 'pdfkit';
import { drawable, isRightToLeft, linesOf } from './lines.ts';
import { fonts } from './fonts.ts';

/** The parts a document is made of, as assistive technology names them (ISO 32000-1 §14.8.4). */
type BlockType = 'H1' | 'H2' | 'H3' | 'P';

const MARGIN = 56;
/** Size of the letters and space above, in points. */
const looks = {
  H1: { size: 20, above: 0, font: 'strong' },
  H2: { size: 14, above: 16, font: 'strong' },
  H3: { size: 11.5, above: 10, font: 'strong' },
  P: { size: 10.5, above: 4, font: 'text' },
} as const satisfies Record<BlockType, { size: number; above: number; font: keyof typeof fonts }>;
const LINE_HEIGHT = 1.4;
const INDENT = 14;
const FOOT_SIZE = 8;
/** Letters are joined and turned by the font's own rules, a piece at a time; lines are broken here. */
const shaped = { features: [], lineBreak: false };

/** What a document says of itself. */
interface About {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly at: Date;
}

function begin({ title, language, at }: About): PDFKit.PDFDocument {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    // The package's types name the subsets of PDF/A only.
    subset: 'PDF/UA' as unknown as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    // Without it the first page loads the metrics of a font that has no Arabic.
    font: null as unknown as string,
    info: { Title: title, Creator: 'Ohjaamo', Producer: 'Ohjaamo', CreationDate: at, ModDate: at },
  });
  document.registerFont('text', fonts.text);
  document.registerFont('strong', fonts.strong);
  return document;
}

/**
 * A tagged A4 document under construction (PDF/UA-1): language and title are said, every text stands in the structure tree, in
 * reading order, and what repeats is marked as an artifact. The same calls give the same bytes. What is drawn from right to left,
 * or as a square, is there in its own letters and order for whoever listens or copies.
 */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #chunks: Uint8Array[] = [];
  #y = MARGIN;

  constructor(about: About) {
    this.#document = begin(about);
    this.#document.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.#root = this.#document.struct('Document');
    this.#document.addStructure(this.#root);
  }

  /** A heading or a paragraph. */
  block(type: BlockType, text: string): void {
    this.#space(type);
    this.#root.add(this.#element(type, type, text, 0));
  }

  /** A list; an entry may have several lines. */
  list(entries: readonly string[]): void {
    const list = this.#document.struct('L');
    this.#root.add(list);
    for (const text of entries) {
      this.#space('P');
      const item = this.#document.struct('LI');
      list.add(item);
      const bullet = (): void => {
        this.#document.font('text').fontSize(looks.P.size).text('•', MARGIN, this.#y, { lineBreak: false });
      };
      item.add(this.#document.struct('Lbl', {}, [bullet]));
      item.add(this.#element('LBody', 'P', text, INDENT));
      item.end();
    }
    list.end();
  }

  /** Ends the document; `foot` gives the line below a page. */
  finish(foot: (page: number, pages: number) => string): Promise<Uint8Array<ArrayBuffer>> {
    const document = this.#document;
    this.#root.end();
    const { count } = document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      document.switchToPage(page);
      document.markContent('Artifact', { type: 'Pagination' });
      // The foot stands in the margin, where text would begin a new page.
      document.page.margins.bottom = 0;
      const y = document.page.height - MARGIN / 2 - FOOT_SIZE;
      document
        .font('text')
        .fontSize(FOOT_SIZE)
        .text(foot(page + 1, count), MARGIN, y, { lineBreak: false });
      document.endMarkedContent();
    }
    return new Promise((done) => {
      document.on('end', () => {
        done(new Uint8Array(Buffer.concat(this.#chunks)));
      });
      document.end();
    });
  }

  #element(tag: string, type: BlockType, text: string, indent: number): PDFKit.PDFStructureElement {
    const shown = drawable(text, this.#draws(looks[type].font));
    const spoken = shown !== text || isRightToLeft(text) ? { actual: text } : {};
    const write = (): void => {
      this.#write(type, shown, indent);
    };
    return this.#document.struct(tag, spoken, [write]);
  }

  /** Writes a text in a style, over as many pages as it needs. */
  #write(type: BlockType, text: string, indent: number): void {
    const document = this.#document;
    const { size, font } = looks[type];
    const height = size * LINE_HEIGHT;
    const left = MARGIN + indent;
    const width = document.page.width - MARGIN - left;
    const measure = (piece: string): number => document.widthOfString(piece, shaped);
    document.font(font).fontSize(size);
    for (const { pieces, rightToLeft } of linesOf(text, width, measure)) {
      this.#room(height);
      document.font(font).fontSize(size);
      const whole = pieces.reduce((sum, piece) => sum + measure(piece.text), 0);
      let x = rightToLeft ? left + width - whole : left;
      for (const piece of pieces) {
        document.text(piece.text, x, this.#y, shaped);
        x += measure(piece.text);
      }
      this.#y += height;
    }
  }

  /** The space above a block; a heading is not left alone at the end of a page. */
  #space(type: BlockType): void {
    this.#y += looks[type].above;
    this.#room(looks[type].size * LINE_HEIGHT * (type === 'P' ? 1 : 3));
  }

  #room(height: number): void {
    if (this.#y + height <= this.#document.page.height - MARGIN) return;
    this.#document.addPage();
    this.#y = MARGIN;
  }

  /** Which signs a font draws: what lays the letters out knows. */
  #draws(font: keyof typeof fonts): (codePoint: number) => boolean {
    this.#document.font(font);
    const { _font } = this.#document as unknown as {
      _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    };
    return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint);
  }
}
