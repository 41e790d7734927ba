using System.ComponentModel;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Serilog;

namespace Nuke.Docker.Tests.Builds.StandIns;

[TypeConverter(typeof(TypeConverter<Level>))]
public class Level : Enumeration
{
    public static readonly Level Low = new() { Value = nameof(Low) };
    public static readonly Level High = new() { Value = nameof(High) };
}

[ParameterPrefix("Image")]
public interface IHazImage : INukeBuild
{
    [Parameter("Tag of the image")]
    string Tag => TryGetValue(() => Tag) ?? "latest";

    [Parameter("Number of layers")]
    int Layers => TryGetValue<int?>(() => Layers) ?? 3;
}

public class ParameterBuild : NukeBuild, IHazImage
{
    [Parameter("How it is built.")] readonly Level Level = Level.Low;

    [Parameter] readonly string? MyNuGetApiKey;

    [Parameter("A file")] readonly AbsolutePath? Source;

    [Parameter("Some numbers")] readonly int[] Numbers = [];

    [Parameter("Some names", Separator = "+")] readonly string[] Names = [];

    [Parameter] bool? Switch { get; set; }

    [Parameter] DayOfWeek Day { get; } = DayOfWeek.Friday;

    [Parameter(List = false)] [Secret] readonly string? Password;

    public static int Main() => Execute<ParameterBuild>(x => x.Show);

    Target Show => _ => _.Executes(() =>
    {
        IHazImage image = this;
        Log.Information("Tag={Tag} Layers={Layers}", image.Tag, image.Layers);
        Log.Information("Level={Level} Key={Key} Switch={Switch} Day={Day}", Level, MyNuGetApiKey, Switch, Day);
        Log.Information("Numbers={Numbers} Names={Names}", string.Join(',', Numbers), string.Join(',', Names));
        Log.Information("Source={Source} Password={Password}", Source, Password);
    });
}

public class RequirementBuild : NukeBuild, IHazRegistry
{
    [Parameter("Key of the feed.")] readonly string? Key;

    [Parameter] readonly int? Count;

    public static int Main() => Execute<RequirementBuild>(x => x.Component);

    Target First => _ => _.Executes(() => Log.Information("ran"));

    Target Prompting => _ => _.DependsOn(First).Requires(() => Key).Executes(() => { });

    Target Condition => _ => _.DependsOn(First).Requires(() => Count > 3).Executes(() => { });

    Target Component => _ => _.DependsOn(First).Requires(() => ((IHazRegistry)this).RegistryToken).Executes(() => { });

    Target Cleanup => _ => _.AssuredAfterFailure().TriggeredBy(First).Executes(() => Log.Information("cleaned up"));
}

public interface IHazRegistry : INukeBuild
{
    [Parameter("Token of the registry")] [Secret]
    string RegistryToken => TryGetValue(() => RegistryToken);
}

public class RequiredMemberBuild : NukeBuild, IHazFeed
{
    public static int Main() => Execute<RequiredMemberBuild>(x => x.Work);

    Target Work => _ => _.Executes(() => { });
}

public interface IHazFeed : INukeBuild
{
    [Parameter] [Required]
    string Feed => TryGetValue(() => Feed);
}
