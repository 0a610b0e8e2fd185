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

/** What a document says of itself. */
interface About {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly at: Date;
}

/** A page under construction: blocks in reading order, then the foot of every page. */
export interface Paper {
  block(type: BlockType, text: string): void;
  list(entries: readonly string[]): void;
  /** Ends the document; `foot` gives the line below a page. */
  finish(foot: (page: number, pages: number) => string): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Begins a tagged A4 document (PDF/UA-1): language and title are said, every text stands in the structure tree, what repeats is
 * marked as an artifact. The same calls give the same bytes. What is drawn from right to left, or as a square, is there in
 * its own letters and order for whoever listens or copies.
 */
export function beginPaper({ title, language, at }: About): Paper {
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
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const root = document.struct('Document');
  document.addStructure(root);
  let y = MARGIN;

  /** Writes a text in a style, over as many pages as it needs. */
  function write(type: BlockType, text: string, indent = 0): void {
    const { size, font } = looks[type];
    document.font(font).fontSize(size);
    const left = MARGIN + indent;
    const width = document.page.width - MARGIN - left;
    const shaped = { features: [], lineBreak: false };
    const measure = (piece: string): number => document.widthOfString(piece, shaped);
    for (const line of linesOf(text, width, measure)) {
      if (y + size * LINE_HEIGHT > document.page.height - MARGIN) {
        document.addPage();
        document.font(font).fontSize(size);
        y = MARGIN;
      }
      const whole = line.pieces.reduce((sum, piece) => sum + measure(piece.text), 0);
      let x = line.rightToLeft ? left + width - whole : left;
      for (const piece of line.pieces) {
        document.text(piece.text, x, y, shaped);
        x += measure(piece.text);
      }
      y += size * LINE_HEIGHT;
    }
  }

  const drawn = (type: BlockType, text: string): string =>
    drawable(text, drawsWith(document, looks[type].font));
  const spoken = (text: string, shown: string) =>
    shown !== text || isRightToLeft(text) ? { actual: text } : {};
  /** A heading is not left alone at the end of a page. */
  const above = (type: BlockType): void => {
    y += looks[type].above;
    const room = looks[type].size * LINE_HEIGHT * (type === 'P' ? 1 : 3);
    if (y + room > document.page.height - MARGIN) {
      document.addPage();
      y = MARGIN;
    }
  };

  return {
    block(type, text) {
      above(type);
      const shown = drawn(type, text);
      root.add(
        document.struct(type, spoken(text, shown), [
          () => {
            write(type, shown);
          },
        ]),
      );
    },
    list(entries) {
      const list = document.struct('L');
      root.add(list);
      for (const text of entries) {
        above('P');
        const shown = drawn('P', text);
        const item = document.struct('LI');
        list.add(item);
        item.add(
          document.struct('Lbl', {}, [
            () => {
              mark(document, y);
            },
          ]),
        );
        item.add(
          document.struct('LBody', spoken(text, shown), [
            () => {
              write('P', shown, INDENT);
            },
          ]),
        );
        item.end();
      }
      list.end();
    },
    finish(foot) {
      root.end();
      const { count } = document.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        document.switchToPage(page);
        document.markContent('Artifact', { type: 'Pagination' });
        document.font('text').fontSize(FOOT_SIZE);
        // The foot stands in the margin, where text would begin a new page.
        document.page.margins.bottom = 0;
        const place = document.page.height - MARGIN / 2 - FOOT_SIZE;
        document.text(foot(page + 1, count), MARGIN, place, { lineBreak: false });
        document.endMarkedContent();
      }
      return new Promise((done) => {
        document.on('end', () => {
          done(new Uint8Array(Buffer.concat(chunks)));
        });
        document.end();
      });
    },
  };
}

/** The bullet before an entry. */
function mark(document: PDFKit.PDFDocument, y: number): void {
  document.font('text').fontSize(looks.P.size);
  document.text('•', MARGIN, y, { lineBreak: false });
}

/** Which signs a font draws; the package that lays the letters out knows. */
function drawsWith(document: PDFKit.PDFDocument, font: keyof typeof fonts): (codePoint: number) => boolean {
  document.font(font);
  const { _font } = document as unknown as {
    _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
  };
  return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint);
}
