"""Prints the table of docs/benchmarks.md on the code itself: sizes, complexity, documented and typed share.

Usage: python tools/measure_code.py [folder, default geo]
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef
BRANCHES = (ast.If, ast.For, ast.While, ast.AsyncFor, ast.ExceptHandler, ast.IfExp, ast.comprehension, ast.match_case)


def walk_functions(tree: ast.AST) -> Iterator[Function]:
    """Yield every function and method, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def count_complexity(function: Function) -> int:
    """McCabe's number: one more than the branches, each extra operand of and/or counted."""
    nodes = list(ast.walk(function))
    operands = sum(len(n.values) - 1 for n in nodes if isinstance(n, ast.BoolOp))
    return 1 + operands + sum(isinstance(n, BRANCHES) for n in nodes)


def is_typed(function: Function) -> bool:
    """True if every parameter but self/cls and the result has a type."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return function.returns is not None and all(a.annotation or a.arg in ("self", "cls") for a in arguments)


def is_documented(node: Definition) -> bool:
    """True if it has a docstring."""
    return ast.get_docstring(node) is not None


def percentile(numbers: Iterable[int], share: float) -> int:
    """Return the number below which ``share`` of the numbers lie, the highest for 1.0."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main(folder: str = "geo") -> None:
    """Print one line a figure."""
    paths = sorted(Path(folder).rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    modules = [n for n in (len(path.read_text(encoding="utf-8").splitlines()) for path in paths) if n > 0]
    functions = [function for tree in trees for function in walk_functions(tree)]
    lengths = [(f.end_lineno or f.lineno) - f.lineno + 1 for f in functions]
    complexity = [count_complexity(f) for f in functions]
    definitions = [n for tree in trees for n in ast.walk(tree) if isinstance(n, Definition)]
    public = [n for n in definitions if not n.name.startswith("_")]
    documented = sum(map(is_documented, public))
    typed = sum(is_typed(f) for f in functions)
    print(f"modules                          {len(modules)}, {sum(modules)} lines")
    print(f"module lines, median / max       {statistics.median(modules):g} / {max(modules)}")
    print(f"function lines, median / p90     {statistics.median(lengths):g} / {percentile(lengths, 0.9)}")
    print(f"function lines, max              {max(lengths)}")
    print(f"complexity p90 / max             {percentile(complexity, 0.9)} / {max(complexity)}")
    print(f"public documented / all typed    {documented / len(public):.0%} / {typed / len(functions):.0%}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
