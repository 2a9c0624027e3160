import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const MAX_COLOURS = 256;

/** A decoded picture: three bytes for each pixel, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * Makes a screenshot small: the same picture in the 256 colours that matter most, which leaves out
 * some shades at the edges of letters. Takes what Chromium writes: 8 bits, no alpha.
 */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const palette = commonColours(rgb);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const row = Math.floor(pixel / width);
    // Each row begins with its filter: none.
    rows[pixel + row + 1] = nearest(rgb.readUIntBE(pixel * 3, 3));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.concat(palette.map(colour => Buffer.from(bytesOf(colour))))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Throws an Error for a picture of another kind. */
function decode(png: Buffer): Pixels {
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      if (body[8] !== 8 || body[9] !== 2) throw new Error('Not a picture of 8 bits without alpha.');
    }
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  return { width, height, rgb: unfilter(inflateSync(Buffer.concat(data)), width * 3, height) };
}

/** Undoes what each row was filtered with: every byte was written as a difference. */
function unfilter(raw: Buffer, stride: number, height: number): Buffer {
  const rgb = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let at = 0; at < stride; at += 1) {
      const here = row * stride + at;
      // Beyond the edges there is black.
      const before = (distance: number) => (at < 3 ? 0 : rgb.at(here - distance));
      const left = before(3) ?? 0;
      const above = row === 0 ? 0 : rgb.readUInt8(here - stride);
      const corner = row === 0 ? 0 : (before(stride + 3) ?? 0);
      const guesses = [0, left, above, (left + above) >> 1, paeth(left, above, corner)];
      rgb[here] = raw.readUInt8(row * (stride + 1) + 1 + at) + (guesses[filter] ?? 0);
    }
  }
  return rgb;
}

/** PNG's fifth filter: the neighbour that is nearest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const [byLeft, byAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const byCorner = Math.abs(left + above - 2 * corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

function commonColours(rgb: Buffer): number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return chooseColours([...counts].map(([colour, count]) => ({ colour, count })));
}

/** One after another, the colour that is farthest off in most pixels when it is left out. */
function chooseColours(all: readonly { colour: number; count: number }[]): number[] {
  const missed = all.map(({ count }) => count);
  const far = all.map(() => Infinity);
  const chosen: number[] = [];
  while (chosen.length < Math.min(MAX_COLOURS, all.length)) {
    const worst = all[missed.indexOf(Math.max(...missed))]?.colour ?? 0;
    chosen.push(worst);
    all.forEach(({ colour, count }, at) => {
      far[at] = Math.min(far[at] ?? 0, distance(colour, worst));
      missed[at] = count * far[at];
    });
  }
  return chosen;
}

/** Finds the place of the most similar colour. */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const found = new Map(palette.map((colour, place) => [colour, place]));
  return colour => {
    const known = found.get(colour);
    if (known !== undefined) return known;
    const distances = palette.map(candidate => distance(colour, candidate));
    const place = distances.indexOf(Math.min(...distances));
    found.set(colour, place);
    return place;
  };
}

function distance(left: number, right: number): number {
  const [a, b] = [bytesOf(left), bytesOf(right)];
  return a.reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0);
}

function bytesOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
