using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>The name under which an engine keeps the files of a context until the next build.</summary>
static class SharedKey
{
    /// <summary>The same for each build of an image, another for each other machine, directory and image of
    /// it.</summary>
    /// <remarks>The engine keeps what the latest build needed. Two images of a directory, or a builder and what takes
    /// its artifacts, would have the files of each other removed and sent again.</remarks>
    public static string Of(BuildKitSettings settings, string machine)
    {
        var context = settings.Context;
        string?[] parts =
        [
            machine,
            context?.Root ?? settings.RemoteContext,
            context?.DockerfilePath,
            settings.Target,
            .. context?.Additions.SelectMany(addition => addition.Paths) ?? [],
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
