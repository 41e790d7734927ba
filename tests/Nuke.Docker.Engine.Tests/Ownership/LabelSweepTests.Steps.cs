using Nuke.Docker.Images;
using Nuke.Docker.Ownership;

namespace Nuke.Docker.Engine.Tests.Ownership;

public abstract partial class LabelSweepTests
{
    [Theory]
    [InlineData(ImageBuilder.Classic)]
    [InlineData(ImageBuilder.BuildKit)]
    public async Task OfTheStepsThatTwoImagesShareNoneGoesAndOfTheOthersNoneStays(ImageBuilder builder)
    {
        var shared = $"FROM alpine\nRUN echo {Name} >/a\nRUN echo 2 >/b\n";
        Task<BuiltImage> BuildAsync(string name, string rest) => this.BuildAsync(
            shared + rest,
            settings => settings.SetBuilder(builder).SetTags(name, $"{name}:second").SetLabel("purpose", name));
        var kept = await BuildAsync($"{Name}-kept", "RUN echo 3 >/c\n");
        var before = await ImagesWithoutNameAsync();
        var swept = await BuildAsync(Name, "RUN echo 4 >/c\nRUN echo 5 >/d\n");
        var size = await ListedSizeAsync(swept.Id);

        var dryRun = await LabelSweep.RunAsync(Docker, Settings.EnableDryRun(), Stop);
        var report = await LabelSweep.RunAsync(Docker, Settings, Stop);

        Assert.Equal((swept.Id, size), (Assert.Single(report.Removed).Id, report.SizeBytes));
        Assert.Equal(report.Removed.Select(one => one.Id), dryRun.Removed.Select(one => one.Id));
        Assert.False(await IsOnEngineAsync(swept.Id));
        Assert.Equal(before, await ImagesWithoutNameAsync());
        AssertCached(kept, await BuildAsync($"{Name}-kept", "RUN echo 3 >/c\n"));
    }

    /// <summary>Only the classic builder makes an image of each step.</summary>
    [Fact]
    public async Task AnImageThatIsAStepOfAnotherLosesItsNamesAndStaysInTheCache()
    {
        var step = $"FROM alpine\nLABEL purpose={Name} family={Name}\nRUN echo {Name} >/a\n";
        var other = step + $"LABEL purpose={Name}-other\nRUN echo 2 >/b\n";
        var before = await ImagesWithoutNameAsync();
        Task<BuiltImage> BuildAsync(string dockerfile, params string[] names) => ImageBuild.RunAsync(
            Docker, Image(dockerfile).ClearLabels().SetBuilder(ImageBuilder.Classic).SetTags(names), Events, Stop);
        var swept = await BuildAsync(step, Name, $"{Name}:second");
        var kept = await BuildAsync(other, $"{Name}-other");

        var report = await LabelSweep.RunAsync(Docker, Settings, Stop);

        Assert.Equal((swept.Id, 0), (Assert.Single(report.Removed).Id, report.InUse.Count));
        Assert.False(await IsOnEngineAsync(Name) || await IsOnEngineAsync($"{Name}:second"));
        Assert.Equal([$"{Name}-other:latest"], (await Docker.FindImageAsync(kept.Id, Stop))!.RepoTags);
        AssertCached(kept, await BuildAsync(other, $"{Name}-other"));

        // Made within one second, they may go in any order.
        await BuildAsync(step, Name);
        report = await LabelSweep.RunAsync(Docker, LabelSweepSettings.Default.AddLabels($"family={Name}"), Stop);

        Assert.Equal(new[] { swept.Id, kept.Id }.Order(), report.Removed.Select(one => one.Id).Order());
        Assert.Equal(before, await ImagesWithoutNameAsync());
    }
}
