using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.BuildKit;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images.Builders;

/// <summary>A builder that has answered.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="Platforms">What it builds for.</param>
/// <param name="NativePlatforms">Those of them that it need not emulate, as far as one can tell.</param>
/// <param name="ActiveBuilds">How many builds it says are running.</param>
/// <param name="Connection"><see langword="null"/> in tests.</param>
sealed record FleetMember(
    EngineEndpoint Endpoint,
    IReadOnlyList<Platform> Platforms,
    IReadOnlyList<Platform> NativePlatforms,
    int ActiveBuilds,
    BuildKitConnection? Connection)
{
    /// <summary>What tells it from others.</summary>
    public string Key => Endpoint.Description;

    public bool Has(IEnumerable<Platform> wanted) => wanted.All(one => Platforms.Any(own => own.Covers(one)));

    public bool IsNative(IEnumerable<Platform> wanted) =>
        wanted.All(one => NativePlatforms.Any(own => own.Covers(one)));

    /// <summary>How much it likes a context: the same each time, and different for each pair of the two.</summary>
    /// <remarks>Rendezvous hashing: a builder that comes or goes moves nobody but its own contexts.</remarks>
    public ulong Affinity(string context) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\n{context}")));
}
