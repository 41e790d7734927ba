using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.Content;

/// <summary>The <c>index.json</c> of a layout: what is in it, by names.</summary>
/// <remarks>OCI image specification, "Image Layout". containerd writes the full name of an image beside its
/// tag.</remarks>
sealed class LayoutIndex
{
    /// <summary>The name under which a cache is found.</summary>
    public const string Latest = "latest";

    public const string FileName = "index.json";
    const string LayoutFileName = "oci-layout";
    const string TagAnnotation = "org.opencontainers.image.ref.name";
    const string NameAnnotation = "io.containerd.image.name";

    static readonly ConcurrentDictionary<string, Lock> _locks = new(StringComparer.Ordinal);

    readonly string _path;
    readonly List<(string? Tag, string? Name, BlobDigest Digest)> _entries;

    LayoutIndex(string path, List<(string? Tag, string? Name, BlobDigest Digest)> entries) =>
        (_path, _entries) = (path, entries);

    /// <summary>Whatever can be asked for by name.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Name ?? entry.Tag).OfType<string>().Distinct();

    /// <summary>The manifests that are in it.</summary>
    public IEnumerable<BlobDigest> Digests => _entries.Select(entry => entry.Digest);

    /// <param name="path">What errors call the file.</param>
    /// <exception cref="BuildContentException">It is no such index.</exception>
    public static LayoutIndex Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using var index = JsonDocument.Parse(json);
            return new(path, [.. index.RootElement.GetProperty("manifests").EnumerateArray().Select(Read)]);
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new BuildContentException($"'{path}' is no index of an OCI image layout: {e.Message}", path, e);
        }
    }

    /// <summary>What a directory says that it holds.</summary>
    /// <returns><see langword="null"/> if there is no index.</returns>
    /// <exception cref="BuildContentException">It cannot be read, or is none.</exception>
    public static LayoutIndex? ReadFrom(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BuildContentException($"'{path}' cannot be read: {e.Message}", path, e);
        }
    }

    /// <summary>Finds an image by its tag or its full name; without either, the only one.</summary>
    public BlobDigest? Find(string? name)
    {
        if (name is null)
            return _entries.Select(entry => entry.Digest).Distinct().ToList() is [var only] ? only : null;
        foreach (var entry in _entries)
            if (entry.Name == name || entry.Tag == name)
                return entry.Digest;
        return null;
    }

    /// <summary>Lets a name stand for a manifest from now on; everything else stays.</summary>
    /// <param name="directory">Of the layout.</param>
    /// <param name="tag">The name.</param>
    /// <param name="digest">Of the manifest.</param>
    /// <param name="manifest">Its content.</param>
    /// <exception cref="BuildContentException">The index that is there is none, or the directory cannot be
    /// written.</exception>
    public static void Put(string directory, string tag, BlobDigest digest, ReadOnlySpan<byte> manifest)
    {
        var mediaType = JsonNode.Parse(manifest)?["mediaType"]?.GetValue<string>()
            ?? "application/vnd.oci.image.index.v1+json";
        var entry = new JsonObject
        {
            ["mediaType"] = mediaType,
            ["digest"] = digest.ToString(),
            ["size"] = manifest.Length,
            ["annotations"] = new JsonObject { [TagAnnotation] = tag },
        };
        var path = Path.Combine(directory, FileName);
        lock (_locks.GetOrAdd(directory, _ => new Lock()))
        {
            JsonArray manifests =
            [
                .. (ReadFrom(directory) is null ? [] : JsonNode.Parse(File.ReadAllBytes(path))!["manifests"]!.AsArray())
                    .Where(other => other!["annotations"]?[TagAnnotation]?.GetValue<string>() != tag)
                    .Select(other => other!.DeepClone())
                    .Append(entry),
            ];
            var index = new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = "application/vnd.oci.image.index.v1+json",
                ["manifests"] = manifests,
            };
            Replace(Path.Combine(directory, LayoutFileName), """{"imageLayoutVersion":"1.0.0"}""");
            Replace(path, index.ToJsonString());
        }
    }

    static (string? Tag, string? Name, BlobDigest Digest) Read(JsonElement manifest)
    {
        var text = manifest.GetProperty("digest").GetString() ?? "";
        return BlobDigest.TryParse(text, out var digest)
            ? (Annotation(manifest, TagAnnotation), Annotation(manifest, NameAnnotation), digest)
            : throw new FormatException($"'{text}' is no SHA-256 digest.");
    }

    static string? Annotation(JsonElement manifest, string name) =>
        manifest.TryGetProperty("annotations", out var all) && all.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;

    static void Replace(string path, string text) => LayoutFiles.Write(path, () =>
    {
        var next = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(next, text);
            File.Move(next, path, overwrite: true);
        }
        finally
        {
            UnfinishedFile.Remove(next); // Nothing is there if it is complete.
        }
    });
}
