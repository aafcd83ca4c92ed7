//! From text to tokens: words, phrases, fields with their values, operators.

use super::ast::{Op, Value};
use super::error::QueryError;
use super::fields::{self, FIELDS, Field};
use std::ops::Range;

#[derive(Debug)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Word(Value),
    Field(&'static Field, Vec<Value>),
    Compare(&'static Field, Op, Value),
}

/// A token and its bytes in the text.
#[derive(Debug)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) range: Range<usize>,
}

pub(super) fn lex(text: &str) -> Result<Vec<Lexeme>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut lexemes = Vec::new();
    while let Some(lexeme) = lexer.next()? {
        lexemes.push(lexeme);
    }
    Ok(lexemes)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Takes what goes on until a character that ends it.
    fn take_until(&mut self, ends: impl FnMut(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or("")
    }

    fn next(&mut self) -> Result<Option<Lexeme>, QueryError> {
        self.take_until(|c| !c.is_whitespace());
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let token = match first {
            '(' => self.one(Token::Open),
            ')' => self.one(Token::Close),
            '-' => self.minus()?,
            _ if opens_phrase(first) => Token::Word(self.phrase()?),
            _ => self.word()?,
        };
        Ok(Some(Lexeme { token, range: start..self.at }))
    }

    fn one(&mut self, token: Token) -> Token {
        self.bump();
        token
    }

    fn minus(&mut self) -> Result<Token, QueryError> {
        let start = self.at;
        self.bump();
        match self.peek() {
            Some(c) if !c.is_whitespace() && c != ')' => Ok(Token::Not),
            _ => Err(QueryError::new(start..self.at, "`-` has nothing to exclude").hint(
                r#"write it before a term, as in -kind:statement; to search for it, quote it: "-""#,
            )),
        }
    }

    fn word(&mut self) -> Result<Token, QueryError> {
        let start = self.at;
        let word = self.take_until(ends_word);
        let (name, sign) = word.split_at(word.find([':', '<', '=', '>']).unwrap_or(word.len()));
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-' || c == '_')
        {
            if sign.starts_with(':') {
                self.at = start + name.len() + 1;
                return self.field(start, name);
            }
            // Other signs stand in texts people search for; after the name of a field they compare.
            if !sign.is_empty()
                && let Some(field) = fields::find(name)
            {
                self.at = start + name.len();
                return self.sign(start, field);
            }
        }
        Ok(match word.to_ascii_lowercase().as_str() {
            "and" => Token::And,
            "or" => Token::Or,
            "not" => Token::Not,
            _ => Token::Word(Value { text: word.to_owned(), range: start..self.at }),
        })
    }

    /// What follows a field without a colon; the lexer stands at its sign. `=` is another colon.
    fn sign(&mut self, start: usize, field: &'static Field) -> Result<Token, QueryError> {
        let at = self.at;
        let Some(op) = Op::ALL.into_iter().find(|op| self.rest().starts_with(op.sign())) else {
            self.bump();
            return self.field(start, field.name);
        };
        self.at += op.sign().len();
        if field.compare.is_none() {
            let able: Vec<&str> =
                FIELDS.iter().filter(|f| f.compare.is_some()).map(|f| f.name).collect();
            let hint = format!("write {}; only {} compare", field.example, able.join(", "));
            let message = format!("`{}` does not compare", field.name);
            return Err(QueryError::new(at..self.at, &message).hint(&hint));
        }
        let value = self.value()?;
        if value.text.trim().is_empty() {
            let message = format!("`{}{}` has no value", field.name, op.sign());
            return Err(QueryError::new(start..self.at, &message)
                .hint("write one behind the sign, without a space"));
        }
        if self.peek() == Some(',') {
            return Err(QueryError::new(self.at..self.at + 1, "a comparison takes one value")
                .hint("join comparisons with `or`"));
        }
        Ok(Token::Compare(field, op, value))
    }

    /// The values of a field; the lexer stands behind its colon.
    fn field(&mut self, start: usize, name: &str) -> Result<Token, QueryError> {
        let Some(field) = fields::find(name) else {
            let end = start + name.len();
            return Err(fields::unknown(name, start..end));
        };
        let mut values = Vec::new();
        loop {
            let value = self.value()?;
            if value.text.trim().is_empty() {
                return Err(empty_value(field, &values, start..self.at.max(value.range.end)));
            }
            values.push(value);
            if self.peek() != Some(',') {
                return Ok(Token::Field(field, values));
            }
            self.bump();
        }
    }

    /// One value. A comma ends it, except inside the brackets of an EDTF set.
    fn value(&mut self) -> Result<Value, QueryError> {
        if self.peek().is_some_and(opens_phrase) {
            return self.phrase();
        }
        let start = self.at;
        let mut brackets = 0_usize;
        let text = self.take_until(|c| {
            match c {
                '[' | '{' => brackets += 1,
                ']' | '}' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            ends_word(c) || (c == ',' && brackets == 0)
        });
        Ok(Value { text: text.to_owned(), range: start..self.at })
    }

    /// A quoted text; `\"` and `\\` stand for the character itself.
    fn phrase(&mut self) -> Result<Value, QueryError> {
        let start = self.at;
        let plain = self.peek() == Some('"');
        self.bump();
        let mut text = String::new();
        loop {
            let Some(c) = self.peek() else {
                return Err(QueryError::new(
                    start..start + 1,
                    "this quotation mark is never closed",
                )
                .hint(r#"write " at the end of the phrase"#));
            };
            self.bump();
            match (c, self.peek()) {
                ('"', _) if plain => break,
                ('“' | '”', _) if !plain => break,
                ('\\', Some(escaped @ ('"' | '\\'))) => {
                    self.bump();
                    text.push(escaped);
                }
                _ => text.push(c),
            }
        }
        let range = start..self.at;
        if text.trim().is_empty() {
            return Err(QueryError::new(range, "nothing stands between the quotation marks"));
        }
        Ok(Value { text, range })
    }
}

/// Mail and word processors make “these” of plain quotation marks, and queries are sent by them.
fn opens_phrase(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}

fn empty_value(field: &Field, before: &[Value], range: Range<usize>) -> QueryError {
    let example = format!("as in {}", field.example);
    match before {
        [] => QueryError::new(range, &format!("`{}:` has no value", field.name))
            .hint(&format!("write one behind the colon, without a space, {example}")),
        _ => QueryError::new(range, "a comma with no value beside it")
            .hint("write values without spaces between them, as in region:UA,RU"),
    }
}
