using Nuke.Docker.Core.Tests;

namespace Nuke.Docker.Contexts;

[Collection(nameof(AloneCollection))]
public class ContextMemoryTests
{
    [Fact]
    public async Task MemoryDoesNotGrowWithTheSizeOfTheFiles()
    {
        using var tree = new TemporaryTree().Add("Dockerfile");
        using (var large = new FileStream(tree["large"], FileMode.CreateNew))
            large.SetLength(1L << 30); // Sparse.
        var content = await tree.ScanAsync();
        await content.WriteAsync(Stream.Null, default);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await content.WriteAsync(Stream.Null, default);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 * 1024 * 1024);
    }
}
