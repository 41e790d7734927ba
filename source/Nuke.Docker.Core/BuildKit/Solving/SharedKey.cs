using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Solving;

/// <summary>The name under which an engine keeps the files of a context until the next build.</summary>
static class SharedKey
{
    /// <summary>The same for each build of a directory, another for each other directory and machine.</summary>
    public static string Of(string directory, string machine) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{machine}\n{directory}")));
}
