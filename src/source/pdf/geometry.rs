//! Places on a page: points of a seventy-second of an inch, from the bottom left.

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix of six numbers.
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        let numbers = <[f64; 6]>::try_from(numbers).ok()?;
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(Self(numbers))
    }

    /// First this, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Whether it leaves what runs along an axis along an axis.
    pub(super) fn is_level(self) -> bool {
        const SLANT: f64 = 1e-4;
        let [a, b, c, d, ..] = self.0.map(f64::abs);
        let most = SLANT * a.max(b).max(c).max(d);
        (b <= most && c <= most) || (a <= most && d <= most)
    }

    /// How much longer it makes lines, about.
    pub(super) fn scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Rect {
    /// What holds no point, and grows by those that are added.
    pub(super) const NONE: Self = Self {
        left: f64::INFINITY,
        bottom: f64::INFINITY,
        right: f64::NEG_INFINITY,
        top: f64::NEG_INFINITY,
    };

    /// The rectangle of four numbers, two opposite corners.
    pub(super) fn of(numbers: &[f64]) -> Option<Self> {
        let [x, y, xx, yy] = <[f64; 4]>::try_from(numbers).ok()?;
        let rect = Self::NONE.with((x, y)).with((xx, yy));
        (rect.width() > 0.0
            && rect.height() > 0.0
            && rect.width().is_finite()
            && rect.height().is_finite())
        .then_some(rect)
    }

    /// The rectangle that holds a point too.
    pub(super) fn with(self, (x, y): (f64, f64)) -> Self {
        Self {
            left: self.left.min(x),
            bottom: self.bottom.min(y),
            right: self.right.max(x),
            top: self.top.max(y),
        }
    }

    /// The rectangle that holds another too.
    pub(super) fn cover(self, other: Self) -> Self {
        self.with((other.left, other.bottom))
            .with((other.right, other.top))
    }

    /// What two rectangles share.
    pub(super) fn meet(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.top - self.bottom
    }

    pub(super) fn middle(self) -> (f64, f64) {
        (
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.bottom, self.top),
        )
    }

    pub(super) fn holds(self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.bottom <= y && y <= self.top
    }

    /// The rectangle that a matrix makes of it, with its sides along the axes.
    pub(super) fn under(self, matrix: Matrix) -> Self {
        let corners = [
            (self.left, self.bottom),
            (self.left, self.top),
            (self.right, self.bottom),
            (self.right, self.top),
        ];
        corners
            .into_iter()
            .fold(Self::NONE, |rect, (x, y)| rect.with(matrix.point(x, y)))
    }
}
