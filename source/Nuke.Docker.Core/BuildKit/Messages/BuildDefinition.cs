using System.Security.Cryptography;
using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>pb.Definition</c>: a build in BuildKit's own terms, without a Dockerfile.</summary>
/// <remarks>Source: <see href="https://github.com/moby/buildkit/blob/master/solver/pb/ops.proto"/>.</remarks>
sealed class BuildDefinition : IWireMessage
{
    readonly List<byte[]> _operations = [];

    /// <summary>Adds an operation. The last one is the result.</summary>
    /// <returns>Its digest, by which later ones name it as their input.</returns>
    public string Add(IWireMessage operation)
    {
        var writer = new WireWriter();
        operation.WriteTo(writer);
        var bytes = writer.Written.ToArray();
        _operations.Add(bytes);
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    public void WriteTo(WireWriter writer)
    {
        foreach (var operation in _operations)
            writer.Bytes(1, operation);
    }
}
