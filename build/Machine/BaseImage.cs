namespace Nuke.Docker.Machine;

/// <summary>An image of the documents' world, made from Debian packages where no registry can be reached.</summary>
abstract class BaseImage
{
    /// <summary>All that can be assembled. A new one is a class and a place in this list.</summary>
    public static IReadOnlyList<BaseImage> All { get; } = [new AlpineImage(), new GolangImage()];

    /// <summary>The repository that it stands for, such as <c>golang</c>.</summary>
    public abstract string Repository { get; }

    /// <summary>What is unpacked upon the busybox base, with everything that these depend on.</summary>
    public abstract IReadOnlyList<string> Packages { get; }

    /// <summary>Dockerfile instructions for the image's configuration, such as <c>ENV GOPATH=/go</c>.</summary>
    public virtual IReadOnlyList<string> Changes => [];

    /// <summary>Links that the packages' scripts would have made: name to target.</summary>
    public virtual IReadOnlyDictionary<string, string> Links => new Dictionary<string, string>();

    /// <summary>Whether <c>https</c> is spoken inside: then this machine's certificate authorities come along.</summary>
    public virtual bool TrustsHostAuthorities => false;
}

/// <summary>A shell and the usual small tools in 2 MB.</summary>
sealed class AlpineImage : BaseImage
{
    public override string Repository => "alpine";

    public override IReadOnlyList<string> Packages => ["busybox-static"];
}

/// <summary>A Go toolchain that compiles.</summary>
sealed class GolangImage : BaseImage
{
    public override string Repository => "golang";

    public override IReadOnlyList<string> Packages => ["golang-go"];

    // There is no C compiler in it, so cgo cannot be the default.
    public override IReadOnlyList<string> Changes => ["ENV GOPATH=/go CGO_ENABLED=0", "WORKDIR /go"];

    public override bool TrustsHostAuthorities => true;
}
