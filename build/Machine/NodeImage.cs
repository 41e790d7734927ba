namespace Nuke.Docker.Machine;

/// <summary>Node.js with npm.</summary>
sealed class NodeImage : PackageImage
{
    public override string Repository => "node";

    public override IReadOnlyList<string> Packages => ["nodejs", "npm"];

    // Node.js has authorities of its own, and would not ask the system for this machine's.
    public override IReadOnlyList<string> Changes => ["ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt"];

    // What compiles modules that are written in C++: there is no compiler either.
    protected override IReadOnlyList<string> LeftOut =>
        ["ca-certificates", "debconf", "dpkg", "libnode-dev", "libperl", "libpython3", "libssl-dev", "perl", "python3"];

    protected override bool TrustsHostAuthorities => true;
}
