using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.Containers.Copying;

/// <summary>Counts, sizes and hashes of artifacts while they pass.</summary>
sealed class ArtifactMeasurement
{
    readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    readonly Dictionary<string, ArtifactKind> _kinds = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _fileHashes = new(StringComparer.Ordinal);

    /// <param name="entry">The entry.</param>
    /// <param name="sha256">Of the entry's content, in hexadecimal digits, if it has any.</param>
    /// <exception cref="InvalidDataException">Two artifacts have the same path.</exception>
    public void Add(ArtifactEntry entry, string? sha256)
    {
        var isNew = _kinds.TryAdd(entry.Path, entry.Kind);
        if (!isNew && (entry.Kind, _kinds[entry.Path]) is not (ArtifactKind.Directory, ArtifactKind.Directory))
            throw new InvalidDataException(
                $"Two artifacts would both become '{entry.Path}'. Give one of them another destination.");
        if (!_items.TryGetValue(entry.Root, out var item))
            _items.Add(entry.Root, item = new Item());
        if (sha256 is not null)
            _fileHashes[entry.Path] = sha256;
        item.Add(entry, sha256
            ?? (entry.Kind is ArtifactKind.HardLink ? _fileHashes.GetValueOrDefault(entry.LinkTarget!) : null));
    }

    public IReadOnlyList<CopiedArtifact> Items() => [.. _items.Select(item => item.Value.ToArtifact(item.Key))];

    sealed class Item
    {
        readonly SortedDictionary<string, string> _lines = new(StringComparer.Ordinal);
        string? _contentSha256;
        bool _isDirectory;
        int _files;
        long _bytes;

        public void Add(ArtifactEntry entry, string? sha256)
        {
            if (entry.Path == entry.Root)
                (_isDirectory, _contentSha256) = (entry.Kind is ArtifactKind.Directory, sha256);
            if (entry.Kind is ArtifactKind.File)
                _files++;
            _bytes += entry.Length;
            var line = new[] { Word(entry.Kind), Convert.ToString((int)entry.Mode, 8), entry.Path, entry.LinkTarget
                ?? sha256 };
            _lines[entry.Path] = string.Join(' ', line.OfType<string>());
        }

        public CopiedArtifact ToArtifact(string path) => new(
            path, _isDirectory, _files, _bytes,
            _contentSha256
            ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _lines.Values)))));

        static string Word(ArtifactKind kind) => kind switch
        {
            ArtifactKind.File => "file",
            ArtifactKind.Directory => "directory",
            ArtifactKind.SymbolicLink => "symlink",
            _ => "hardlink",
        };
    }
}
