"""Click in Chinese: help pages, and one plain sentence for every way of using a command wrongly."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from liaison_tui.errors import LiaisonError, UnknownName, WrongUse
from liaison_tui.programme.names import nearest
from liaison_tui.text import cell_width


class _Formatter(click.HelpFormatter):
    """Help pages whose columns are aligned by cells, Chinese characters taking two."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with the Chinese colon."""
        self.write(f"{heading}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names and what they mean; a long name has its meaning on the next line."""
        rows = list(rows)
        widest = max((w for w in (cell_width(name) for name, _ in rows) if w <= col_max), default=0)
        indent = " " * (self.current_indent + widest + col_spacing)
        for name, meaning in rows:
            start = " " * self.current_indent + name
            if cell_width(name) > widest:
                self.write(f"{start}\n{indent}{meaning}\n")
            else:
                gap = " " * (widest - cell_width(name) + col_spacing)
                self.write(f"{start}{gap}{meaning}\n")


class _Context(click.Context):
    formatter_class = _Formatter


def _in_chinese(record: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return what help says of an option, with what click adds to it in Chinese."""
    if record is None:
        return None
    said = re.sub(r"\s*\[([^\]]*)\]$", _added, record[1])
    return record[0], said


def _added(match: re.Match[str]) -> str:
    """Return a range and whether it must be given: （必写）, （1 至 60）."""
    words = [
        "必写" if each == "required" else re.sub(r"^(\S+?)<=x<=(\S+)$", r"\1 至 \2", each)
        for each in match[1].split("; ")
    ]
    return f"（{'，'.join(words)}）"


class _Chinese(click.Command):
    """What commands and groups share. `example` is one line that works, the end of their help."""

    context_class = _Context

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)
        self.example = example

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        if self.example:
            with formatter.section("例"):
                formatter.write_text(self.example)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [_in_chinese(p.get_help_record(ctx)) for p in self.get_params(ctx)]
        found = [record for record in records if record and record[1]]
        if found:
            with formatter.section("选项"):
                formatter.write_dl(found)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示本帮助"
        return option


class Command(_Chinese):
    """A command."""


class Group(_Chinese, click.Group):
    """A family of commands; an unknown one is answered with the nearest."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "[命令] …")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command and not command.hidden:
                rows.append((name, command.get_short_help_str(60)))
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which are nearest."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise UnknownName("命令", args[0], nearest(args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


class Word(click.ParamType[str]):
    """One of a few words, each also accepted in Chinese; an unknown one is answered with them."""

    name = "word"

    def __init__(self, what: str, words: dict[str, str]) -> None:
        self.what = what
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word in its English spelling."""
        for word, chinese in self.words.items():
            if value in (word, chinese):
                return word
        near = nearest(str(value), [*self.words, *self.words.values()])
        raise UnknownName(self.what, str(value), near or list(self.words))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Show the words in help, as people say them."""
        return "|".join(self.words.values())

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the English spellings."""
        return [
            CompletionItem(w, help=c) for w, c in self.words.items() if w.startswith(incomplete)
        ]


def wrong_use(error: click.ClickException) -> LiaisonError:
    """Return what click complains of as one plain Chinese sentence."""
    ctx = getattr(error, "ctx", None)
    advice = f"运行 {ctx.command_path if ctx else 'liaison'} --help 查看用法"
    if isinstance(error, click.NoSuchOption):
        near = f"最接近的是：{'、'.join(error.possibilities)}" if error.possibilities else advice
        return WrongUse(f"没有“{error.option_name}”这个选项", near)
    if isinstance(error, click.MissingParameter):
        return WrongUse(f"缺少 {_name(error.param)}", advice)
    if isinstance(error, click.BadOptionUsage):
        return WrongUse(f"选项 {error.option_name} 的用法不对", advice)
    if isinstance(error, click.BadParameter):
        return WrongUse(f"{_name(error.param)} 的值不对", advice)
    if isinstance(error, click.FileError):
        return WrongUse(f"打不开文件 {error.filename}", "请核对文件名和位置")
    return WrongUse("命令的写法不对", advice)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    names: Sequence[str] = param.opts if isinstance(param, click.Option) else ()
    return " / ".join(names) or param.human_readable_name
