//! What streams are compressed and written by.

use flate2::{Decompress, FlushDecompress, Status};

use super::syntax::{Dict, Object, is_space};

/// How many filters a stream may have.
pub(super) const MOST: usize = 8;

/// Undoes a filter, up to one byte more than `most`. Nothing if it is one of pictures.
pub(super) fn expand(
    inflater: &mut Inflater,
    data: &[u8],
    filter: &[u8],
    parameters: &Dict,
    most: usize,
) -> Option<Vec<u8>> {
    let most = most.saturating_add(1);
    match filter {
        b"FlateDecode" | b"Fl" => Some(predict(inflater.inflate(data, most), parameters)),
        b"LZWDecode" | b"LZW" => {
            let early = parameters.get(&b"EarlyChange"[..]).and_then(Object::index) != Some(0);
            Some(predict(lzw(data, early, most), parameters))
        }
        b"ASCII85Decode" | b"A85" => Some(ascii85(data, most)),
        b"ASCIIHexDecode" | b"AHx" => Some(hexadecimal(data)),
        b"RunLengthDecode" | b"RL" => Some(run_length(data, most)),
        b"Crypt" => Some(data.to_vec()),
        _ => None,
    }
}

/// What expands one stream after the other: what it needs for that is made once.
#[derive(Debug)]
pub(super) struct Inflater(Decompress);

impl Default for Inflater {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflater {
    /// What breaks off is as much as there was.
    fn inflate(&mut self, data: &[u8], most: usize) -> Vec<u8> {
        let (expanded, ended) = self.expand(data, true, most);
        if ended || !expanded.is_empty() {
            return expanded;
        }
        // Without a header, or with a wrong one.
        let (expanded, ended) = self.expand(data, false, most);
        if ended || !expanded.is_empty() {
            return expanded;
        }
        self.expand(data.get(2..).unwrap_or_default(), false, most)
            .0
    }

    /// `data` with its header or without it, up to `most` bytes, and whether it came to its end.
    fn expand(&mut self, data: &[u8], header: bool, most: usize) -> (Vec<u8>, bool) {
        const USUAL_RATIO: usize = 4;
        const MOST_ROOM: usize = 1 << 20;
        self.0.reset(header);
        let room = data.len().saturating_mul(USUAL_RATIO).min(MOST_ROOM);
        let mut expanded = Vec::with_capacity(room.min(most));
        let (mut rest, mut ended) = (data, false);
        while expanded.len() < most {
            if expanded.len() == expanded.capacity() {
                expanded.reserve(expanded.len().clamp(64, MOST_ROOM));
            }
            let (read, written) = (self.0.total_in(), expanded.len());
            let status = self
                .0
                .decompress_vec(rest, &mut expanded, FlushDecompress::None);
            let read = usize::try_from(self.0.total_in() - read).unwrap_or(usize::MAX);
            rest = rest.get(read..).unwrap_or_default();
            let stands = read == 0 && expanded.len() == written;
            ended = matches!(status, Ok(Status::StreamEnd));
            if ended || stands || status.is_err() {
                break;
            }
        }
        expanded.truncate(most);
        (expanded, ended)
    }
}

fn lzw(data: &[u8], early: bool, most: usize) -> Vec<u8> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut output: Vec<u8> = Vec::new();
    // Each code stands for a range of what was written.
    let mut codes: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    for byte in data {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        let from = output.len();
        match code {
            CLEAR => {
                codes.clear();
                last = None;
                width = 9;
                continue;
            }
            END => return output,
            0..CLEAR => output.push(code as u8),
            _ => {
                let range = codes.get(code - END - 1).copied();
                let again = (codes.len() == code - END - 1).then_some(last).flatten();
                let Some((start, end)) = range.or(again) else {
                    return output;
                };
                output.extend_from_within(start..end);
                if range.is_none() {
                    output.extend_from_within(start..start + 1);
                }
            }
        }
        if let Some((start, _)) = last
            && codes.len() < 4096 - END - 1
        {
            codes.push((start, from + 1));
        }
        last = Some((from, output.len()));
        if output.len() > most {
            return output;
        }
        width = match codes.len() + END + 1 + usize::from(early) {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    output
}

fn ascii85(data: &[u8], most: usize) -> Vec<u8> {
    let mut output = Vec::with_capacity(data.len());
    let mut group = [0_u32; 5];
    let mut filled = 0;
    for byte in data.iter().copied().filter(|byte| !is_space(*byte)) {
        match byte {
            b'z' if filled == 0 => output.extend([0; 4]),
            b'!'..=b'u' => {
                if let Some(place) = group.get_mut(filled) {
                    *place = u32::from(byte - b'!');
                }
                filled += 1;
                if filled == 5 {
                    output.extend(quarters(group));
                    filled = 0;
                }
            }
            _ => break,
        }
        if output.len() > most {
            return output;
        }
    }
    if filled > 1 {
        group.iter_mut().skip(filled).for_each(|place| *place = 84);
        output.extend(quarters(group).iter().take(filled - 1));
    }
    output
}

fn quarters(group: [u32; 5]) -> [u8; 4] {
    let value = group.iter().fold(0_u32, |value, digit| {
        value.wrapping_mul(85).wrapping_add(*digit)
    });
    value.to_be_bytes()
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let pairs = digits.chunks(2);
    pairs
        .map(|pair| {
            pair.iter().fold(0, |value, digit| value << 4 | digit) << (4 * (2 - pair.len()))
        })
        .collect()
}

fn run_length(data: &[u8], most: usize) -> Vec<u8> {
    let mut output = Vec::new();
    let mut rest = data;
    while let Some((&length, behind)) = rest.split_first() {
        let length = usize::from(length);
        rest = behind;
        if length < 128 {
            let count = (length + 1).min(rest.len());
            let (run, behind) = rest.split_at(count);
            output.extend_from_slice(run);
            rest = behind;
        } else if length > 128 {
            let Some((&byte, behind)) = rest.split_first() else {
                break;
            };
            output.extend(std::iter::repeat_n(byte, 257 - length));
            rest = behind;
        } else {
            break;
        }
        if output.len() > most {
            break;
        }
    }
    output
}

/// Undoes what was done to the rows of a table before it was compressed.
fn predict(data: Vec<u8>, parameters: &Dict) -> Vec<u8> {
    let number = |key: &[u8], otherwise: usize| {
        let value = parameters.get(key).and_then(Object::index);
        value.unwrap_or(otherwise).clamp(1, 1 << 16)
    };
    let kind = number(b"Predictor", 1);
    let bits = number(b"BitsPerComponent", 8).min(16);
    let colors = number(b"Colors", 1).min(64);
    let pixel = (bits * colors).div_ceil(8);
    let width = (bits * colors * number(b"Columns", 1)).div_ceil(8);
    match kind {
        2 if bits == 8 => {
            let mut data = data;
            for row in data.chunks_mut(width) {
                for at in pixel..row.len() {
                    let left = row.get(at - pixel).copied().unwrap_or(0);
                    if let Some(byte) = row.get_mut(at) {
                        *byte = byte.wrapping_add(left);
                    }
                }
            }
            data
        }
        10.. => png_rows(&data, width, pixel),
        _ => data,
    }
}

fn png_rows(data: &[u8], width: usize, pixel: usize) -> Vec<u8> {
    let mut output = Vec::with_capacity(data.len());
    let mut above = vec![0_u8; width];
    let mut row = vec![0_u8; width];
    for line in data.chunks(width + 1) {
        let Some((&kind, bytes)) = line.split_first() else {
            break;
        };
        for (at, byte) in bytes.iter().enumerate() {
            let from =
                |row: &[u8], at: Option<usize>| at.and_then(|at| row.get(at)).copied().unwrap_or(0);
            let left = from(&row, at.checked_sub(pixel));
            let up = from(&above, Some(at));
            let corner = from(&above, at.checked_sub(pixel));
            let guess = match kind {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            if let Some(place) = row.get_mut(at) {
                *place = byte.wrapping_add(guess);
            }
        }
        output.extend_from_slice(row.get(..bytes.len()).unwrap_or_default());
        std::mem::swap(&mut above, &mut row);
    }
    output
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let far = |value: i16| (guess - value).abs();
    if far(a) <= far(b) && far(a) <= far(c) {
        left
    } else if far(b) <= far(c) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    #[test]
    fn filters_are_undone() {
        let none = Dict::new();
        let check = |filter: &[u8], data: &[u8], expected: &str| {
            let expanded = expand(&mut Inflater::default(), data, filter, &none, 99);
            assert_eq!(text(&expanded.unwrap()), expected);
        };
        check(b"ASCIIHexDecode", b"41 42 4>", "AB@");
        check(b"ASCII85Decode", b"87cURD]i,\"Ebo80~>", "Hello World!");
        check(b"RunLengthDecode", b"\x02abc\xfed\x80zz", "abcddd");
        check(
            b"LZWDecode",
            b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01",
            "-----A---B",
        );
        let mut inflater = Inflater::default();
        assert_eq!(expand(&mut inflater, b"", b"DCTDecode", &none, 99), None);
    }

    #[test]
    fn rows_are_put_together() {
        let parameters: Dict = [(&b"Predictor"[..], 12.0), (b"Columns", 3.0)]
            .map(|(key, value)| (key.to_vec(), Object::Number(value)))
            .into();
        let rows = b"\x02abc\x02\x01\x01\x01\x01d\x01\x01".to_vec();
        assert_eq!(text(&predict(rows, &parameters)), "abcbcddef");
    }

    #[test]
    fn no_filter_gives_more_than_it_may() {
        let bomb = [129, b'x'].repeat(1000);
        assert!(run_length(&bomb, 1000).len() < 1200);
        assert!(ascii85(&[b'z'; 9999], 1000).len() < 1200);
    }
}
