using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public sealed class BoundedMemoryTests
{
    [Fact]
    public async Task KeepsWhatStaysWithinTheLimit()
    {
        await using var memory = new BoundedMemory(limit: 4);

        await memory.WriteAsync(new byte[] { 1, 2, 3 });
        await memory.WriteAsync(new byte[] { 4 });

        Assert.Equal<byte>([1, 2, 3, 4], memory.Content!.Value.ToArray());
    }

    [Fact]
    public async Task KeepsNothingBeyondTheLimit()
    {
        await using var memory = new BoundedMemory(limit: 4);

        await memory.WriteAsync(new byte[] { 1, 2, 3 });
        await memory.WriteAsync(new byte[] { 4, 5 });
        await memory.WriteAsync(new byte[] { 6 });

        Assert.Null(memory.Content);
    }
}
