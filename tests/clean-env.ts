// Vite sets BASE_URL to its own meaning of it, « / »; ours is where the instance is reached.
delete process.env.BASE_URL;
