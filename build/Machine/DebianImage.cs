namespace Nuke.Docker.Machine;

/// <summary>The distribution itself, with an <c>apt</c> that works like this machine's.</summary>
sealed class DebianImage : BaseImage
{
    // The bundle, and what the package ca-certificates makes it of when it is installed into an image.
    const string Authorities = "/etc/ssl/certs/ca-certificates.crt /usr/local/share/ca-certificates";
    const string NoTranslations = "Acquire::Languages \"none\";\n"; // Half of what 'apt-get update' loads.
    const string Listing = @"${Package}_${Version}_${Architecture}\n";

    static readonly string[] _leftOut = ["doc", "info", "lintian", "locale", "man"];

    public override string Repository => "debian";

    public override IReadOnlyList<string> Packages => ["apt", "bash"];

    public override string Shell => "/bin/bash";

    public override async Task<IReadOnlyList<string>> IngredientsAsync(CancellationToken cancellationToken) =>
    [
        await AptGet.System.SourcesAsync(cancellationToken),
        await AptGet.System.TransferOptionsAsync(cancellationToken) + NoTranslations,
    ];

    public override async Task<IReadOnlyList<string>> AssembleAsync(string archive, CancellationToken cancellationToken)
    {
        await DebianPackages.EnsureInstalledAsync(["mmdebstrap"], _ => { }, cancellationToken);
        // The extension says to apt how to read it.
        var (sources, options, packages) = ($"{archive}.list", $"{archive}.conf", $"{archive}.packages");
        var ingredients = await IngredientsAsync(cancellationToken);
        await File.WriteAllTextAsync(sources, ingredients[0], cancellationToken);
        await File.WriteAllTextAsync(options, ingredients[1], cancellationToken);
        await Command.RunAsync(
            "mmdebstrap",
            [
                "--quiet", "--variant=minbase", "--format=tar", $"--aptopt={options}",
                .. _leftOut.Select(directory => $"--dpkgopt=path-exclude=/usr/share/{directory}/*"),
                $"--customize-hook=for path in {Authorities}; do "
                    + "! [ -e $path ] || cp --recursive --parents $path \"$1\"; done",
                $"--customize-hook=chroot \"$1\" dpkg-query --show --showformat='{Listing}' >'{packages}'",
                Distribution.Release, archive, sources,
            ],
            cancellationToken);
        return await File.ReadAllLinesAsync(packages, cancellationToken);
    }
}
