using System.Globalization;

namespace Nuke.Docker.Benchmarks.Scenarios;

/// <summary>Files of random bytes, the same ones each time.</summary>
static class GeneratedFiles
{
    const int FilesPerDirectory = 100;
    const int BlockBytes = 1 << 20;

    /// <summary>Small files, a hundred in a directory.</summary>
    public static void WriteMany(string directory, int files, int bytes)
    {
        var random = new Random(files);
        var content = new byte[bytes];
        for (var index = 0; index < files; index++)
        {
            var parent = Path.Combine(directory, Name("directory", index / FilesPerDirectory));
            Directory.CreateDirectory(parent);
            random.NextBytes(content);
            File.WriteAllBytes(Path.Combine(parent, Name("file", index)), content);
        }
    }

    /// <summary>Large files beside one another.</summary>
    public static void WriteLarge(string directory, int files, int bytes)
    {
        var random = new Random(files);
        var block = new byte[BlockBytes];
        for (var index = 0; index < files; index++)
        {
            using var file = File.Create(Path.Combine(directory, Name("file", index)));
            for (var left = bytes; left > 0; left -= BlockBytes)
            {
                random.NextBytes(block);
                file.Write(block, 0, Math.Min(left, BlockBytes));
            }
        }
    }

    static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{index:00000}");
}
