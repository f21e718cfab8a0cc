// Templates of text, variables, helpers, `if`, `unless` and `each`, which nearly all are, run without Handlebars.
import Handlebars from 'handlebars';
import { createHelpers, type Helper, type Kind, type Template } from './handlebars-instances.ts';

type Piece = (context: unknown) => string;
type Operand = (context: unknown) => unknown;

/**
 * A compiler for what Handlebars would make of a source, strict and with known helpers only. Handlebars makes itself ready anew at
 * every call; for a line with one variable in it that takes ten times as long as the line.
 * @returns for a source that has more in it undefined: it is left to Handlebars
 */
export function createDirectCompiler(kind: Kind, publicUrl: string): (source: string) => Template | undefined {
  const helpers = new Map<string, Helper>(Object.entries(createHelpers(kind, publicUrl)));
  const print: (value: unknown) => string =
    kind === 'html'
      ? value => Handlebars.escapeExpression(value as string)
      : value => (value == null ? '' : `${value}`);

  function program(made: hbs.AST.Program | undefined): Piece | undefined {
    const pieces = allOf(made?.body.map(statement) ?? []);
    if (!pieces || made?.blockParams) return undefined;
    return context => {
      let text = '';
      for (const piece of pieces) text += piece(context);
      return text;
    };
  }

  function statement(node: hbs.AST.Statement): Piece | undefined {
    switch (node.type) {
      case 'ContentStatement': {
        const { value } = node as hbs.AST.ContentStatement;
        return () => value;
      }
      case 'CommentStatement':
        return () => '';
      case 'MustacheStatement':
        return mustache(node as hbs.AST.MustacheStatement);
      case 'BlockStatement':
        return block(node as hbs.AST.BlockStatement);
      default:
        return undefined;
    }
  }

  function mustache({ path, params, hash, escaped }: hbs.AST.MustacheStatement): Piece | undefined {
    if (!escaped || !isPath(path)) return undefined;
    const helper = helpers.get(path.original);
    if (helper) {
      const given = allOf(params.map(operand));
      const pairs = hash?.pairs ?? [];
      if (!given || !pairs.every(({ value }) => isLiteral(value))) return undefined;
      const options = { hash: Object.fromEntries(pairs.map(({ key, value }) => [key, (value as Literal).value])) };
      return context => print(helper(...given.map(value => value(context)), options));
    }
    if (params.length > 0 || hash) return undefined;
    const value = variable(path, true);
    return value && (context => print(value(context)));
  }

  function block({ path, params, hash, program: main, inverse }: hbs.AST.BlockStatement): Piece | undefined {
    const [subject] = params;
    const value = subject && params.length === 1 && !hash ? operand(subject) : undefined;
    const [shown, otherwise] = [program(main), program(inverse)];
    if (!value || !shown || !otherwise || !isPath(path)) return undefined;
    switch (path.original) {
      case 'if':
        return context => (isPresent(value(context)) ? shown : otherwise)(context);
      case 'unless':
        return context => (isPresent(value(context)) ? otherwise : shown)(context);
      case 'each':
        return context => {
          const items = itemsOf(value(context));
          if (items.length === 0) return otherwise(context);
          let text = '';
          for (const item of items) text += shown(item);
          return text;
        };
      default:
        return undefined;
    }
  }

  return source => program(Handlebars.parse(source));
}

function operand(node: hbs.AST.Expression): Operand | undefined {
  if (isPath(node)) return variable(node, false);
  return isLiteral(node) ? () => node.value : undefined;
}

/** @param isStrict it has to be there */
function variable({ parts, data, depth }: hbs.AST.PathExpression, isStrict: boolean): Operand | undefined {
  if (data || depth > 0) return undefined;
  const last = parts.length - 1;
  return context => {
    let value = context;
    for (let at = 0; at <= last; at += 1) {
      const part = parts[at]!;
      if (isStrict && at === last && !(part in (value as object))) {
        throw new Handlebars.Exception(`"${part}" not defined in ${value}`);
      }
      value = ownField(value, part);
    }
    return value;
  };
}

/** As Handlebars looks it up: nothing is inherited. */
function ownField(of: unknown, name: string): unknown {
  const value = (of as Record<string, unknown>)[name];
  return value == null || Object.hasOwn(of as object, name) ? value : undefined;
}

function itemsOf(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  return typeof list === 'object' && list !== null ? Object.values(list) : [];
}

function isPresent(value: unknown): boolean {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}

function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
  return node.type === 'PathExpression';
}

type Literal = hbs.AST.StringLiteral | hbs.AST.NumberLiteral;

function isLiteral(node: hbs.AST.Node): node is Literal {
  return node.type === 'StringLiteral' || node.type === 'NumberLiteral';
}

function allOf<T>(values: readonly (T | undefined)[]): T[] | undefined {
  return values.includes(undefined) ? undefined : (values as T[]);
}
