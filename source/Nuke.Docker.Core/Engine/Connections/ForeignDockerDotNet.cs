using System.Reflection;

namespace Nuke.Docker.Engine.Connections;

/// <summary>Recognizes the fork that bears the package's name: compiled against the one, nothing runs on the
/// other.</summary>
static class ForeignDockerDotNet
{
    /// <summary>The last version of the package; the fork counts on from there.</summary>
    static readonly Version _newestOfThePackage = new(3, 125, int.MaxValue, int.MaxValue);

    public static void Check(EngineEndpoint endpoint) =>
        Check(endpoint, Assembly.Load(new AssemblyName("Docker.DotNet")).GetName());

    /// <exception cref="EngineUnavailableException">It is the fork.</exception>
    internal static void Check(EngineEndpoint endpoint, AssemblyName loaded)
    {
        if (loaded.Version is not { } version || version <= _newestOfThePackage)
            return;
        throw new EngineUnavailableException(
            endpoint,
            $"{loaded.Name} {version} was loaded where Nuke.Docker needs Docker.DotNet 3.125.15: a fork of the same "
            + "name (Docker.DotNet.Enhanced, brought by Testcontainers among others) has taken its place. "
            + "Keep the package that brings it out of the build project.");
    }
}
