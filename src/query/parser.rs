//! From tokens to the shape of a query: `not` binds tightest, then side by side, then `or`.

use super::ast::Expr;
use super::error::QueryError;
use super::lexer::{Lexeme, Token, lex};
use std::ops::Range;

/// Parentheses and exclusions inside one another; deeper ones are no query a person wrote, and the
/// parser, the matcher and the drop of the tree recurse.
const MAX_DEPTH: usize = 32;

/// Reads a text; none where it is blank.
pub(super) fn parse(text: &str) -> Result<Option<Expr>, QueryError> {
    let lexemes = lex(text)?;
    if lexemes.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { lexemes: lexemes.into_iter().peekable(), last: None };
    let expr = parser.any(0)?;
    match parser.lexemes.next() {
        // Only a closing parenthesis ends an expression before the text ends.
        Some(close) => Err(QueryError::new(close.range, "no `(` stands before this `)`")
            .hint("remove it, or quote it to search for it")),
        None => Ok(Some(expr)),
    }
}

struct Parser {
    lexemes: std::iter::Peekable<std::vec::IntoIter<Lexeme>>,
    /// The operator or parenthesis just read: what an operand is missing for.
    last: Option<(&'static str, Range<usize>)>,
}

impl Parser {
    fn peek(&mut self) -> Option<&Token> {
        self.lexemes.peek().map(|lexeme| &lexeme.token)
    }

    fn any(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let mut terms = vec![self.all(depth)?];
        while matches!(self.peek(), Some(Token::Or)) {
            self.operator("or");
            terms.push(self.all(depth)?);
        }
        Ok(Expr::any_of(terms))
    }

    fn all(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let mut terms = vec![self.one(depth)?];
        loop {
            match self.peek() {
                None | Some(Token::Or | Token::Close) => return Ok(Expr::all_of(terms)),
                Some(Token::And) => self.operator("and"),
                Some(
                    Token::Open
                    | Token::Not
                    | Token::Word(_)
                    | Token::Field(..)
                    | Token::Compare(..),
                ) => {}
            }
            terms.push(self.one(depth)?);
        }
    }

    fn operator(&mut self, word: &'static str) {
        self.last = self.lexemes.next().map(|lexeme| (word, lexeme.range));
    }

    fn one(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let Some(Lexeme { token, range }) = self.lexemes.next() else {
            return Err(self.missing(None));
        };
        let word = match token {
            Token::Word(value) => return Ok(Expr::Word(value)),
            Token::Field(field, values) => return Ok(Expr::Field(field, values)),
            Token::Compare(field, op, value) => return Ok(Expr::Compare(field, op, value)),
            Token::Open | Token::Not if depth == MAX_DEPTH => {
                return Err(QueryError::new(range, &format!("nested more than {MAX_DEPTH} deep"))
                    .hint(
                        "most parentheses can be left out: terms side by side bind before `or`",
                    ));
            }
            Token::Not => {
                self.last = Some(("not", range));
                return Ok(Expr::Not(Box::new(self.one(depth + 1)?)));
            }
            Token::Open => return self.group(range, depth + 1),
            Token::Close => ")",
            Token::And => "and",
            Token::Or => "or",
        };
        Err(self.missing(Some((word, range))))
    }

    /// What stands in parentheses; the opening one is read.
    fn group(&mut self, open: Range<usize>, depth: usize) -> Result<Expr, QueryError> {
        let unclosed = || {
            QueryError::new(open.clone(), "this `(` is never closed")
                .hint("write `)` where it ends")
        };
        if self.peek().is_none() {
            return Err(unclosed());
        }
        self.last = Some(("(", open.clone()));
        let expr = self.any(depth)?;
        match self.lexemes.next() {
            Some(_) => Ok(expr),
            None => Err(unclosed()),
        }
    }

    /// An operand is missing between what was read last and what stands there now.
    fn missing(&mut self, now: Option<(&'static str, Range<usize>)>) -> QueryError {
        match (self.last.take(), now) {
            (Some(("(", open)), Some((")", close))) => {
                QueryError::new(open.start..close.end, "nothing stands between the parentheses")
            }
            (None, Some((")", close))) => QueryError::new(close, "no `(` stands before this `)`"),
            (None | Some(("(", _)), Some((word, range))) => {
                QueryError::new(range, &format!("`{word}` has nothing before it"))
                    .hint(&format!("to search for the word, quote it: \"{word}\""))
            }
            (Some((word, range)), _) => {
                QueryError::new(range, &format!("`{word}` has nothing after it"))
                    .hint(&format!("to search for the word, quote it: \"{word}\""))
            }
            (None, None) => QueryError::new(0..0, "nothing to search for"),
        }
    }
}
