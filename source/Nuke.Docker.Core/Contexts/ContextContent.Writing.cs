using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Nuke.Docker.Contexts;

public sealed partial class ContextContent
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for reading once from start to end.</summary>
    internal Func<string, SafeFileHandle> OpenFile { get; set; } = path =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Writes the tar stream. Files are read while they are sent: memory stays flat, whatever their
    /// size.</summary>
    /// <exception cref="BuildContextException">A file vanished, shrank or cannot be read. What was written so far has
    /// no end mark; the caller must break the transfer off.</exception>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(destination, _settings.TimeStamp);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var entry in _entries)
            {
                writer.Modified = entry.Modified;
                await WriteAsync(writer, entry, cancellationToken).ConfigureAwait(false);
            }

            writer.Modified = AdditionTime;
            if (_injected is { } dockerfile)
                await WriteAsync(writer, dockerfile.Name, OwnerOnly, dockerfile.Content, cancellationToken)
                    .ConfigureAwait(false);
            if (_injected is not null && !_entries.Any(IsIgnoreFile))
                await WriteAsync(writer, IgnoreRules.FileName, OwnerOnly, Hide(IgnoreRules.FileName), cancellationToken)
                    .ConfigureAwait(false);
            foreach (var addition in _additions)
                await addition.WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
            await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask WriteAsync(TarWriter writer, ContextEntry entry, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_root, entry.Path);
        switch (entry.Kind)
        {
            case ContextEntryKind.Directory:
                await writer.WriteDirectoryAsync(entry.Path, entry.Mode, cancellationToken).ConfigureAwait(false);
                break;
            case ContextEntryKind.SymbolicLink:
                await writer.WriteSymbolicLinkAsync(entry.Path, entry.Target!, cancellationToken).ConfigureAwait(false);
                break;
            case ContextEntryKind.Special:
                if (SpecialFile.TryInspect(path, out var special) && special is { } device)
                    await writer.WriteSpecialAsync(entry.Path, entry.Mode, device, cancellationToken)
                        .ConfigureAwait(false);
                break;
            case ContextEntryKind.File when _injected is not null && IsIgnoreFile(entry):
                var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
                await WriteAsync(writer, entry.Path, entry.Mode, Hide(text), cancellationToken).ConfigureAwait(false);
                break;
            default:
                using (var content = new FileContent(path, OpenFile))
                    await writer.WriteFileAsync(entry.Path, entry.Mode, content, cancellationToken)
                        .ConfigureAwait(false);
                break;
        }
    }

    static async ValueTask WriteAsync(
        TarWriter writer, string name, UnixFileMode mode, byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content);
        await writer.WriteFileAsync(name, mode, content.Length, stream, cancellationToken).ConfigureAwait(false);
    }

    static bool IsIgnoreFile(ContextEntry entry) => entry.Parent.Length == 0 && entry.Name == IgnoreRules.FileName;

    /// <summary>The ignore file by which the classic builder hides the injected Dockerfile from <c>COPY</c>.</summary>
    byte[] Hide(string ignoreFile) => Encoding.UTF8.GetBytes($"{ignoreFile}\n{_injected!.Name}\n");
}
