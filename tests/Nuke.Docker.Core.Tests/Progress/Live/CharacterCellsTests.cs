using Nuke.Docker.Progress.Live;

namespace Nuke.Docker.Core.Tests.Progress.Live;

public class CharacterCellsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("größe", 5)]
    [InlineData("gro\u0308ße", 5)]
    [InlineData("日本", 4)]
    [InlineData("한국", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("🚀", 2)]
    [InlineData("⚠\uFE0F", 2)]
    [InlineData("a\u200Bb", 2)]
    [InlineData("│…┻", 3)]
    public void TextsTakeTheirCells(string text, int cells) => Assert.Equal(cells, CharacterCells.Count(text));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("🚀🚀", 3, "🚀…")]
    [InlineData("ab", 1, "…")]
    [InlineData("ab", 0, "")]
    [InlineData("ab", -5, "")]
    public void WhatIsTooLongIsCut(string text, int cells, string fitting) =>
        Assert.Equal(fitting, CharacterCells.Fit(text, cells));
}
