using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.Contexts;

/// <summary>Where the Dockerfile comes from, and how it gets into the context.</summary>
/// <param name="Path">Path in the context; <see langword="null"/> if it is outside or a text.</param>
/// <param name="Source">Absolute path as it was given; <see langword="null"/> for a text that stands for no
/// file.</param>
/// <param name="Text">Counts instead of the file's content.</param>
sealed record Dockerfile(string? Path, string? Source, string? Text)
{
    const string DefaultName = "Dockerfile";

    /// <param name="root">Real path of the context.</param>
    public static Dockerfile Locate(string root, BuildContextSettings settings)
    {
        if (settings.DockerfileText is { } text)
            return new(null, settings.DockerfilePath is { } stood
                ? System.IO.Path.GetFullPath(stood, root)
                : null, text);
        var source = System.IO.Path.GetFullPath(settings.DockerfilePath ?? DefaultName, root);
        if (settings.DockerfilePath is null && !System.IO.Path.Exists(source))
        {
            var lowerCase = System.IO.Path.Combine(root, DefaultName.ToLowerInvariant());
            source = File.Exists(lowerCase) ? lowerCase : source;
        }

        if (Directory.Exists(source))
            throw new BuildContextException($"Dockerfile '{source}' is a directory. Name the file in it.", source);
        if (!File.Exists(source))
            throw new BuildContextException($"Dockerfile '{source}' does not exist. {Suggest(source)}", source);

        var relative = System.IO.Path.GetRelativePath(root, RealPath.Of(source));
        relative = relative.Replace(System.IO.Path.DirectorySeparatorChar, '/');
        var isOutside = System.IO.Path.IsPathRooted(relative) || relative.StartsWith("../", StringComparison.Ordinal);
        return new(isOutside ? null : relative, source, null);
    }

    /// <summary>Reads the Dockerfile, to be sent under a name that no other file has.</summary>
    /// <remarks>The docker CLI draws a random name; one made of the content gives the same bytes every time.</remarks>
    public InjectedDockerfile Inject()
    {
        var content = Text is null ? File.ReadAllBytes(Source!) : Encoding.UTF8.GetBytes(Text);
        return new(".dockerfile." + Convert.ToHexStringLower(SHA256.HashData(content))[..20], content);
    }

    static string Suggest(string missing)
    {
        var directory = System.IO.Path.GetDirectoryName(missing)!;
        var wanted = System.IO.Path.GetFileName(missing);
        string[] near = !Directory.Exists(directory) ? [] :
        [
            .. Directory.EnumerateFiles(directory)
                .Select(path => System.IO.Path.GetFileName(path))
                .Where(name => name.Contains(DefaultName, StringComparison.OrdinalIgnoreCase))
                .Where(name => !name.EndsWith(IgnoreRules.FileName, StringComparison.Ordinal))
                .OrderBy(name => Distance(wanted, name)).ThenBy(name => name, StringComparer.Ordinal)
                .Take(3),
        ];
        return near.Length > 0
            ? $"Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?"
            : "Nothing near it has 'Dockerfile' in its name; set its path or its text.";
    }

    /// <summary>Number of characters to insert, delete or replace (Levenshtein), whatever their case.</summary>
    static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var character in left)
        {
            var diagonal = row[0]++;
            for (var i = 1; i < row.Length; i++)
            {
                var isSame = char.ToLowerInvariant(character) == char.ToLowerInvariant(right[i - 1]);
                var replaced = diagonal + (isSame ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(replaced, Math.Min(row[i], row[i - 1]) + 1);
            }
        }

        return row[^1];
    }
}

/// <summary>A Dockerfile that the directory does not have, or must not show.</summary>
sealed record InjectedDockerfile(string Name, byte[] Content);
