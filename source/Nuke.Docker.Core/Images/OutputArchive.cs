using Microsoft.Win32.SafeHandles;
using Nuke.Docker.Contexts;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Images;

/// <summary>An archive that a build writes: aside at first, so that whoever reads it sees a whole one or
/// none.</summary>
sealed class OutputArchive : IDisposable
{
    readonly FileStream _target;

    OutputArchive(ImageOutput output, FileStream target) => (Output, _target) = (output, target);

    public ImageOutput Output { get; }

    /// <summary>Where it goes.</summary>
    public string File => Output.File!;

    /// <exception cref="ImageOutputException">No file can be made there.</exception>
    public static OutputArchive Create(ImageOutput output)
    {
        var file = output.File!;
        return Do(file, () =>
        {
            var directory = Path.GetDirectoryName(file)!;
            Directory.CreateDirectory(directory);
            foreach (var abandoned in UnfinishedFile.FindAbandoned(
                directory, $"{Path.GetFileName(file)}{UnfinishedFile.Mark}*"))
                UnfinishedFile.Remove(abandoned);
            return new OutputArchive(output, UnfinishedFile.Create(UnfinishedFile.NameBeside(file)));
        });
    }

    /// <summary>Takes the content, and is to be disposed by whoever writes it.</summary>
    /// <remarks>Writing to it fails with an <see cref="ImageOutputException"/>.</remarks>
    public Stream Open() => ImageSave.Compressed(new Target(_target, File), File);

    /// <summary>The content once it is written, not compressed.</summary>
    public Stream Read()
    {
        // Opened a second time it would not be open in its writer alone.
        var handle = new SafeFileHandle(
            _target.SafeFileHandle.DangerousGetHandle(), ownsHandle: false);
        return ImageSave.Expanded(
            new FileStream(handle, FileAccess.Read, bufferSize: 1 << 16, handle.IsAsync) { Position = 0 }, File);
    }

    /// <summary>Gives it its name.</summary>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="ImageOutputException">It cannot have it.</exception>
    public long Complete() => Do(File, () =>
    {
        System.IO.File.Move(_target.Name, File, overwrite: true);
        return _target.Length;
    });

    public void Dispose()
    {
        _target.Dispose();
        UnfinishedFile.Remove(_target.Name);
    }

    static T Do<T>(string file, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file, e);
        }
    }

    static ImageOutputException Unwritable(string file, Exception cause) =>
        new($"'{file}' cannot be written: {FileFailure.Explain(cause)}", file, cause);

    /// <summary>Writes to the file, and does not close it.</summary>
    sealed class Target(FileStream target, string file) : SequentialStream
    {
        public override bool CanRead => false;

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                await target.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                throw Unwritable(file, e);
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
