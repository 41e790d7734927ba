using System.Runtime.InteropServices;
using Nuke.Docker.Machine;

// By hand: dotnet run --project build/Machine -- engine | images NAME… | side [SUITE]
using var stop = new CancellationTokenSource();
void OnSignal(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
try
{
    switch (args)
    {
        case ["engine"]:
            await DebianEngine.EnsureAsync(Console.WriteLine, stop.Token);
            return 0;
        case ["images", .. var names]:
            var host = Environment.GetEnvironmentVariable("DOCKER_HOST");
            using (var engine = new EngineClient(host ?? "unix:///var/run/docker.sock"))
                await BaseImages.EnsureAsync(engine, names, Console.WriteLine, stop.Token);
            return 0;
        case ["side", .. var suite]:
            var settings = new SideEngineSettings
            {
                Suite = suite is [var name] ? await DebianSuite.GetAsync(name, Console.WriteLine, stop.Token) : null,
            };
            await using (var side = await SideEngine.StartAsync(settings, stop.Token))
            {
                Console.WriteLine($"export DOCKER_HOST={side.Endpoint}   (until Ctrl+C)");
                await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return 0;
        default:
            await Console.Error.WriteLineAsync("engine | images NAME… | side [SUITE]");
            return 2;
    }
}
catch (MachineException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
