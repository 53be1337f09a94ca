//! The assignment problem on one component: the maximum-weight one-to-one matching, with ties broken by rank.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// An edge of a row: the column and the positive weight.
pub(crate) type Edge = (usize, i128);

/// Finds the maximum-weight matching; rows and columns may stay unmatched.
///
/// Rows and columns are in rank order. Among matchings of equal weight, the result has the lexicographically smallest list of
/// columns in row order, where "unmatched" comes after every column.
///
/// Uses shortest augmenting paths with potentials on sparse rows, as in Jonker and Volgenant (1987). Every row also has a private
/// column of weight 0, which stands for staying unmatched, so that all rows are matched.
pub(crate) fn solve(rows: &[Vec<Edge>], columns: usize) -> Vec<Option<usize>> {
    let mut solver = Solver::new(rows, columns);
    for row in 0..rows.len() {
        solver.insert(row);
    }
    solver.canonicalise();
    solver.column_of.iter().map(|&column| (column < columns).then_some(column)).collect()
}

const NONE: usize = usize::MAX;

struct Solver {
    /// Costs to minimise, per row in column order; the private column comes last.
    rows: Vec<Vec<Edge>>,
    row_potential: Vec<i128>,
    /// At most 0; exactly 0 for a free column.
    column_potential: Vec<i128>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
    search: Search,
    /// First free column reached by the current search; it can be taken in exchange for a column that becomes free.
    left_by_nobody: usize,
}

/// State of one shortest-path search; only touched columns are reset.
struct Search {
    distance: Vec<i128>,
    reached_from: Vec<usize>,
    is_final: Vec<bool>,
    touched: Vec<usize>,
}

impl Search {
    fn reset(&mut self) {
        for column in self.touched.drain(..) {
            self.distance[column] = i128::MAX;
            self.is_final[column] = false;
        }
    }
}

impl Solver {
    fn new(rows: &[Vec<Edge>], columns: usize) -> Self {
        let heaviest = rows.iter().flatten().map(|&(_, weight)| weight).max().unwrap_or(0);
        let total = columns + rows.len();
        let costs = rows.iter().enumerate().map(|(row, edges)| {
            let edges = edges.iter().map(|&(column, weight)| (column, heaviest - weight));
            edges.chain([(columns + row, heaviest)]).collect()
        });
        Self {
            rows: costs.collect(),
            row_potential: vec![0; rows.len()],
            column_potential: vec![0; total],
            column_of: vec![NONE; rows.len()],
            row_of: vec![NONE; total],
            search: Search {
                distance: vec![i128::MAX; total],
                reached_from: vec![NONE; total],
                is_final: vec![false; total],
                touched: Vec::new(),
            },
            left_by_nobody: NONE,
        }
    }

    /// Matches one more row along the shortest augmenting path.
    fn insert(&mut self, row: usize) {
        let free = self.search_from(row);
        let length = self.search.distance[free];
        self.row_potential[row] += length;
        for index in 0..self.search.touched.len() {
            let column = self.search.touched[index];
            if self.search.is_final[column] && column != free {
                let slack = length - self.search.distance[column];
                self.column_potential[column] -= slack;
                self.row_potential[self.row_of[column]] += slack;
            }
        }
        self.flip(row, free);
        self.search.reset();
    }

    /// Finds the nearest free column, which always exists because every row has a private column.
    fn search_from(&mut self, row: usize) -> usize {
        let mut queue = BinaryHeap::new();
        let (mut row, mut base) = (row, 0);
        loop {
            self.relax(row, base, &mut queue);
            let (distance, column) = self.nearest(&mut queue);
            self.search.is_final[column] = true;
            if self.row_of[column] == NONE {
                return column;
            }
            (row, base) = (self.row_of[column], distance);
        }
    }

    /// Pops the nearest column that is not final yet.
    #[expect(clippy::expect_used, reason = "every row has a column of its own, which is free until the row takes it")]
    fn nearest(&self, queue: &mut BinaryHeap<Reverse<(i128, usize)>>) -> (i128, usize) {
        let mut reached = std::iter::from_fn(|| queue.pop()).map(|Reverse(reached)| reached);
        reached.find(|&(_, column)| !self.search.is_final[column]).expect("invariant: a free column can be reached")
    }

    fn relax(&mut self, row: usize, base: i128, queue: &mut BinaryHeap<Reverse<(i128, usize)>>) {
        for &(column, cost) in &self.rows[row] {
            let distance = base + cost - self.row_potential[row] - self.column_potential[column];
            if distance < self.search.distance[column] {
                if self.search.distance[column] == i128::MAX {
                    self.search.touched.push(column);
                }
                self.search.distance[column] = distance;
                self.search.reached_from[column] = row;
                queue.push(Reverse((distance, column)));
            }
        }
    }

    /// Flips the augmenting path that ends in `column`, back to row `first`.
    fn flip(&mut self, first: usize, mut column: usize) {
        loop {
            let row = self.search.reached_from[column];
            let left = self.column_of[row];
            self.column_of[row] = column;
            self.row_of[column] = row;
            if row == first {
                return;
            }
            column = left;
        }
    }

    /// Moves each row, in rank order, to its first column that a matching of equal weight allows.
    fn canonicalise(&mut self) {
        let mut fixed = vec![false; self.rows.len()];
        let mut seen = vec![NONE; self.row_of.len()];
        for row in 0..self.rows.len() {
            let current = self.column_of[row];
            let better: Vec<usize> = self.tight(row).take_while(|&column| column != current).collect();
            fixed[row] = true;
            self.left_by_nobody = NONE;
            if let Some(column) = better.into_iter().find(|&column| self.can_take(row, column, &fixed, &mut seen)) {
                self.search.reached_from[column] = row;
                self.rotate(row);
            }
        }
    }

    /// Columns of a row with tight edges, which a maximum-weight matching may use; the private column comes last.
    fn tight(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let potential = self.row_potential[row];
        self.rows[row]
            .iter()
            .filter(move |&&(column, cost)| cost == potential + self.column_potential[column])
            .map(|&(column, _)| column)
    }

    /// True if moves along tight edges can give `start` to `row`: its holder moves to another column, and so on, until a row
    /// takes the column that `row` leaves.
    ///
    /// Taking a free column lets any column of potential 0 become free instead; columns of negative potential must stay covered.
    /// `seen` marks the columns already visited for a row, so that each row costs one walk over the edges.
    fn can_take(&mut self, row: usize, start: usize, fixed: &[bool], seen: &mut [usize]) -> bool {
        let current = self.column_of[row];
        let mut queue = VecDeque::from([start]);
        if std::mem::replace(&mut seen[start], row) == row {
            return false;
        }
        while let Some(column) = queue.pop_front() {
            if column == current {
                return true;
            }
            let holder = self.row_of[column];
            if holder != NONE && fixed[holder] {
                continue;
            }
            let next: Vec<usize> = match holder {
                // The first free column already queued every column that may become free.
                NONE if self.left_by_nobody != NONE => continue,
                NONE => {
                    self.left_by_nobody = column;
                    (0..seen.len())
                        .filter(|&next| self.row_of[next] != NONE && self.column_potential[next] == 0)
                        .collect()
                }
                holder => self.tight(holder).collect(),
            };
            for next in next {
                if std::mem::replace(&mut seen[next], row) != row {
                    self.search.reached_from[next] = holder;
                    queue.push_back(next);
                }
            }
        }
        false
    }

    /// Applies the moves that [`can_take`](Self::can_take) found, from the column that `row` leaves back to `row`.
    fn rotate(&mut self, row: usize) {
        let mut column = self.column_of[row];
        loop {
            let taker = self.search.reached_from[column];
            self.row_of[column] = taker;
            column = match taker {
                NONE => self.left_by_nobody,
                taker => std::mem::replace(&mut self.column_of[taker], column),
            };
            if taker == row {
                return;
            }
        }
    }
}
