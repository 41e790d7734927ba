using Nuke.Docker.Machine;

namespace Nuke.Docker.Testing;

/// <summary>Like <see cref="PrivateEngine"/>, of the newest version that Debian has packages of.</summary>
public class NewestEngine : PrivateEngine
{
    protected override async Task<SideEngineSettings> SettingsAsync(CancellationToken cancellationToken) =>
        new() { Suite = await DebianSuite.GetAsync("sid", _ => { }, cancellationToken) };
}
