namespace Nuke.Docker.Images.Builders;

/// <summary>Whether what a builder has is what a build wants.</summary>
/// <remarks>As containerd compares platforms: <c>arm64</c> is <c>arm64/v8</c>, <c>arm</c> is <c>arm/v7</c>, and an
/// <c>arm</c> runs what was made for older ones.</remarks>
static class PlatformCover
{
    public static bool Covers(this Platform offered, Platform wanted) =>
        offered.OperatingSystem == wanted.OperatingSystem
        && offered.Architecture == wanted.Architecture
        && (VariantOf(offered) == VariantOf(wanted)
            || (offered.Architecture is "arm" or "amd64"
                && string.CompareOrdinal(VariantOf(offered), VariantOf(wanted)) > 0));

    static string VariantOf(Platform platform) => platform switch
    {
        { Architecture: "arm64", Variant: null } => "v8",
        { Architecture: "arm", Variant: null } => "v7",
        { Architecture: "amd64", Variant: null } => "v1",
        _ => platform.Variant ?? "",
    };
}
