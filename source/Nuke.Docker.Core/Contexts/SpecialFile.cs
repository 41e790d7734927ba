using System.Formats.Tar;

namespace Nuke.Docker.Contexts;

/// <summary>A FIFO or a device: what a tar archive says of it.</summary>
/// <param name="Type">Type letter of the tar entry: <c>3</c>, <c>4</c> or <c>6</c>.</param>
readonly record struct SpecialFile(char Type, (int Major, int Minor)? Device)
{
    /// <summary>Finds out what an entry of length 0 really is, without ever opening a FIFO, a socket or a
    /// device.</summary>
    /// <returns>Whether the entry can be sent at all; a socket cannot.</returns>
    /// <remarks>.NET names the type of such a file nowhere but in the tar entry that it makes of it.</remarks>
    public static bool TryInspect(string path, out SpecialFile? special)
    {
        special = null;
        if (OperatingSystem.IsWindows())
            return true;
        try
        {
            using var archive = new MemoryStream();
            using (var writer = new System.Formats.Tar.TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
                writer.WriteEntry(path, "x");
            archive.Position = 0;
            using var reader = new TarReader(archive);
            special = reader.GetNextEntry() switch
            {
                { EntryType: TarEntryType.Fifo } => new('6', null),
                PosixTarEntry { EntryType: TarEntryType.CharacterDevice } device =>
                    new('3', (device.DeviceMajor, device.DeviceMinor)),
                PosixTarEntry { EntryType: TarEntryType.BlockDevice } device =>
                    new('4', (device.DeviceMajor, device.DeviceMinor)),
                _ => null,
            };
            return true;
        }
        catch (IOException) when (File.Exists(path)) // .NET refuses sockets, and only them.
        {
            return false;
        }
    }
}
