namespace Nuke.Docker.Machine;

/// <summary>A shell and the usual small tools in 2 MB.</summary>
sealed class AlpineImage : PackageImage
{
    public override string Repository => "alpine";

    public override IReadOnlyList<string> Packages => ["busybox-static"];
}
