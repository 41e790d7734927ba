namespace Nuke.Docker.Engine.Tests.Machine;

public class DebianEngineTests
{
    const string Started = """
        Starting the Docker Engine in the background (log: /var/log/dockerd.log)
        Docker Engine {0} answers at unix:///var/run/docker.sock and stays running

        """;

    [Fact]
    public async Task StartsTheEngineOnceAndLeavesItRunning()
    {
        await using var machine = await BareMachine.CreateAsync();

        var first = await machine.EnsureEngineAsync();
        var second = await machine.EnsureEngineAsync();

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(await StartedTextAsync(machine), first.Output);
        Assert.Equal((0, "", ""), (second.ExitCode, second.Output, second.Errors));
    }

    [Fact]
    public async Task TheEngineHasASessionOfItsOwn()
    {
        await using var machine = await BareMachine.CreateAsync();
        await machine.EnsureEngineAsync();

        // Field 6 of stat is the session; it bears the number of the process that leads it.
        var result = await machine.RunAsync("cut -d ' ' -f 1,6 /proc/$(cat /run/docker.pid)/stat");

        var numbers = result.Output.Trim().Split(' ');
        Assert.Equal(numbers[0], numbers[1]);
    }

    [Fact]
    public async Task StartsAgainAfterACrash()
    {
        await using var machine = await BareMachine.CreateAsync();
        await machine.EnsureEngineAsync();
        await machine.RunAsync("kill -9 $(cat /run/docker.pid)");

        var result = await machine.EnsureEngineAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(await StartedTextAsync(machine), result.Output);
    }

    [Fact]
    public async Task TwoAtOnceStartOne()
    {
        await using var machine = await BareMachine.CreateAsync();

        var results = await Task.WhenAll(machine.EnsureEngineAsync(), machine.EnsureEngineAsync());

        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Errors)));
        var texts = results.Select(result => result.Output).Order(StringComparer.Ordinal);
        Assert.Equal(["", await StartedTextAsync(machine)], texts);
    }

    [Fact]
    public async Task SaysWhichEngineOfTheUserDoesNotAnswer()
    {
        await using var machine = await BareMachine.CreateAsync();

        var result = await machine.EnsureEngineAsync("DOCKER_HOST=unix:///run/none.sock");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "No Docker Engine answers at 'unix:///run/none.sock' (from DOCKER_HOST): there is no such socket. "
            + "Start it, or unset DOCKER_HOST.\n",
            result.Errors);
    }

    [Theory]
    [InlineData("DOCKER_HOST=tcp://192.0.2.1:2376")]
    [InlineData("DOCKER_HOST=ssh://build@example.org")]
    [InlineData("DOCKER_CONTEXT=elsewhere")]
    public async Task LeavesAnEngineElsewhereToTheUser(string environment)
    {
        await using var machine = await BareMachine.CreateAsync();

        var result = await machine.EnsureEngineAsync(environment);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Errors));
    }

    static async Task<string> StartedTextAsync(BareMachine machine)
    {
        var version = await machine.Engine.GetAsync("version", CancellationToken.None);
        return Started.Replace("{0}", $"{version["Version"]}", StringComparison.Ordinal);
    }
}
