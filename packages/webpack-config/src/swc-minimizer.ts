import MinimizerPlugin from 'minimizer-webpack-plugin'

/** Makes scripts small by swc. */
export const swcMinimizer = (): MinimizerPlugin<object> =>
  new MinimizerPlugin({
    minify: MinimizerPlugin.swcMinify,
    // One process: swc has its own threads, and a pool takes longer to start than the work takes.
    parallel: false,
    extractComments: false,
    // One byte for each character: Node reads such a file sooner, and keeps it in half the memory.
    minimizerOptions: {
      ecma: 2022,
      compress: { passes: 1 },
      mangle: true,
      format: { comments: 'some', ascii_only: true }
    }
  })
