using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class ImageCommandTests
{
    static readonly ContainerRunSettings _run = ContainerRunSettings.Default;

    // https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
    public static TheoryData<string[], string[], ContainerRunSettings, string> Table => new()
    {
        { [], ["cmd", "arg"], _run, "cmd arg" },
        { [], ["cmd", "arg"], _run.SetArguments("other"), "other" },
        { ["entry"], ["cmd"], _run, "entry cmd" },
        { ["entry"], ["cmd"], _run.SetArguments("a", "b"), "entry a b" },
        { ["entry"], ["cmd"], _run.SetEntrypoint("other"), "other" },
        { ["entry"], ["cmd"], _run.SetEntrypoint("other").SetArguments("a"), "other a" },
        { ["entry"], ["cmd"], _run.SetEntrypoint(), "" },
        { ["entry"], ["cmd"], _run.SetEntrypoint().SetArguments("a"), "a" },
        { ["entry"], ["cmd"], _run.SetEntrypoint("other").ClearEntrypoint(), "entry cmd" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void ArgumentsReplaceTheCommandAndAnEntryPointReplacesBoth(
        string[] entrypoint, string[] command, ContainerRunSettings settings, string line) =>
        Assert.Equal(line, string.Join(' ', new ImageCommand(entrypoint, command).OverriddenBy(settings).Line));

    public static TheoryData<string[], string[], string, bool> Texts => new()
    {
        { [], [], "neither ENTRYPOINT nor CMD", false },
        { ["/a", "b \"c\" ü"], [], "ENTRYPOINT [\"/a\", \"b \\\"c\\\" ü\"]", false },
        { ["/a"], ["b"], "ENTRYPOINT [\"/a\"] CMD [\"b\"]", false },
        { [], ["/bin/sh", "-c", "echo $A"], "CMD echo $A", false },
        { ["/bin/sh", "-c", "exec a"], ["b"], "ENTRYPOINT exec a CMD [\"b\"]", true },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ItIsWrittenAsInADockerfile(string[] entrypoint, string[] command, string text, bool ignoresArguments)
    {
        var subject = new ImageCommand(entrypoint, command);

        Assert.Equal((text, ignoresArguments), (subject.ToString(), subject.IgnoresArguments));
    }
}
