namespace Nuke.Docker.Machine;

/// <summary>A Go toolchain that compiles, and git.</summary>
sealed class GolangImage : PackageImage
{
    public override string Repository => "golang";

    public override IReadOnlyList<string> Packages => ["golang-go", "git"];

    // There is no C compiler in it, so cgo cannot be the default.
    public override IReadOnlyList<string> Changes => ["ENV GOPATH=/go CGO_ENABLED=0", "WORKDIR /go"];

    // git speaks without Perl; only some of its rarer commands are written in it.
    protected override IReadOnlyList<string> LeftOut =>
        ["perl", "libperl", "liberror-perl", "debconf", "dpkg", "ca-certificates"];

    protected override bool TrustsHostAuthorities => true;
}
