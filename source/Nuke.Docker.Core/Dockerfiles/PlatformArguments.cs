namespace Nuke.Docker.Dockerfiles;

/// <summary>The build arguments that exist without being declared above the first <c>FROM</c>.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope</remarks>
static class PlatformArguments
{
    public static IEnumerable<KeyValuePair<string, string>> For(BuildInputs inputs, string? targetStage) =>
    [
        .. Parts("BUILD", inputs.BuildPlatform),
        .. Parts("TARGET", inputs.TargetPlatform),
        new("TARGETSTAGE", targetStage ?? "default"),
    ];

    static IEnumerable<KeyValuePair<string, string>> Parts(string prefix, string platform)
    {
        var parts = platform.Split('/');
        return
        [
            new($"{prefix}PLATFORM", platform),
            new($"{prefix}OS", parts[0]),
            new($"{prefix}OSVERSION", ""),
            new($"{prefix}ARCH", parts.ElementAtOrDefault(1) ?? ""),
            new($"{prefix}VARIANT", parts.ElementAtOrDefault(2) ?? ""),
        ];
    }
}
