using Nuke.Docker.Ownership;

namespace Nuke.Docker.Core.Tests.Ownership;

public class LabelFilterTests
{
    [Theory]
    [InlineData("purpose", "purpose", null)]
    [InlineData("purpose=practice", "purpose", "practice")]
    [InlineData("purpose=", "purpose", "")]
    [InlineData("formula=a=b", "formula", "a=b")]
    public void ALabelIsRead(string text, string name, string? value)
    {
        var filter = LabelFilter.Parse(text);

        Assert.Equal((name, value, text), (filter.Name, filter.Value, $"{filter}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("=practice")]
    public void WithoutANameItIsNone(string text)
    {
        Assert.False(LabelFilter.TryParse(text, out _));
        Assert.Equal(
            $"'{text}' is not a label: expected 'name' or 'name=value', such as 'purpose=practice'.",
            Assert.Throws<FormatException>(() => LabelFilter.Parse(text)).Message);
    }

    [Fact]
    public void ASweepStartsFromNothing()
    {
        Assert.Equal(
            ["no label is given, and without one everything would go. Call AddLabels."],
            LabelSweepSettings.Default.Violations());
        Assert.False(LabelSweepSettings.Default.IncludeRunning || LabelSweepSettings.Default.DryRun
            || LabelSweepSettings.Default.FailOnInUse);
    }
}
