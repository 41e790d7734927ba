using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>Like <see cref="PrivateEngine"/>, but podman's service, which answers the Engine API its own way.</summary>
public class PodmanEngine : PrivateEngine
{
    protected override async Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken)
    {
        await DebianPackages.EnsureInstalledAsync(["podman", "runc"], _ => { }, cancellationToken);
        return new() { IsPodman = true };
    }
}
