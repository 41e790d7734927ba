using Nuke.Docker.Progress;
using Nuke.Docker.Progress.Live;

namespace Nuke.Docker.Core.Tests.Progress.Live;

public class LiveStepsTests
{
    static readonly TerminalSize _wide = new(100, 24);

    readonly ManualTime _time = new();
    readonly LiveSteps _steps;

    public LiveStepsTests() => _steps = new LiveSteps(_time);

    [Fact]
    public void WhatIsAtWorkIsALineEachTheOldestOnTop()
    {
        Report("shop", Step("a", "build 4/6  RUN dotnet publish") with { LastLine = "Restored /src/Shop.csproj" });
        _time.Advance(TimeSpan.FromSeconds(65));
        Report("cart", new("b", "load build context") { CurrentBytes = 3_200_000 });
        Report("shop", new("c", "1/6  FROM golang") { CurrentBytes = 3_200_000, TotalBytes = 10_000_000 });
        _time.Advance(TimeSpan.FromSeconds(2.9));

        Assert.Equal(
            [
                "         shop  build 4/6  RUN dotnet publish   1 min 7 s   │ Restored /src/Shop.csproj",
                "         cart  load build context   3.20 MB   2 s",
                "         shop  1/6  FROM golang   3.20 MB of 10.0 MB   2 s",
            ],
            _steps.Render(_wide));
    }

    [Fact]
    public void WhatIsOverIsGone()
    {
        Report("shop", Step("a", "one"));
        Report("shop", Step("b", "two"));
        Report("cart", Step("a", "three"));
        Report("shop", new("a", "") { IsOver = true });
        Report("shop", new("never begun", "") { IsOver = true });
        Assert.Equal(["         shop  two   0 s", "         cart  three   0 s"], _steps.Render(_wide));

        _steps.End("shop");
        Assert.Equal(["         cart  three   0 s"], _steps.Render(_wide));
    }

    [Fact]
    public void WhatDoesNotFitIsCounted()
    {
        for (var i = 1; i <= 9; i++)
            Report("shop", Step($"{i}", $"step {i}"));

        Assert.Equal(
            ["         shop  step 1   0 s", "         shop  step 2   0 s", "         and 7 more"],
            _steps.Render(new(100, 10)));
        Assert.Equal(["and 9 more"], _steps.Render(new(20, 2)));
    }

    [Theory]
    [InlineData(
        120,
        "         shop  build 4/6  RUN dotnet publish -o /app --configuration Rel…   0 s   │ Restored "
        + "/src/Shop.csproj (in 2.3 …")]
    [InlineData(80, "         shop  build 4/6  RUN dotnet publish …   0 s   │ Restored /src/Shop.cs…")]
    [InlineData(60, "shop  build 4/6  RUN dotnet publish -o /app --config…   0 s")]
    [InlineData(40, "shop  build 4/6  RUN dotnet publ…   0 s")]
    [InlineData(12, "shop…   0 s")]
    [InlineData(4, "  …")]
    [InlineData(1, "")]
    public void LinesAreNarrowerThanTheTerminal(int columns, string line)
    {
        Report("shop", Step("a", "build 4/6  RUN dotnet publish -o /app --configuration Release") with
        {
            LastLine = "Restored /src/Shop.csproj (in 2.3 sec), and then some more that nobody wants to read",
        });

        Assert.Equal(line, Assert.Single(_steps.Render(new(columns, 24))));
        Assert.True(CharacterCells.Count(line) < columns);
    }

    [Theory]
    [InlineData("10 %\r20 %\r30 %", "30 %")]
    [InlineData("30 %\r\u001b[K", "30 %")]
    [InlineData("\u001b[1;32mgreen\u001b[0m\u001b[2K", "green")]
    [InlineData("a\tb\u0007", "a b")]
    [InlineData("\u001b[3A\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b[31", "")]
    public void OutputIsPlain(string output, string shown)
    {
        Report("shop", Step("a", "RUN") with { LastLine = output });

        var tail = shown.Length > 0 ? $"   │ {shown}" : "";
        Assert.Equal([$"         shop  RUN   0 s{tail}"], _steps.Render(_wide));
    }

    void Report(string build, ProgressEvent.Activity activity) => _steps.Report(build, $"{build}  ", activity);

    static ProgressEvent.Activity Step(string id, string title) => new(id, title);
}
