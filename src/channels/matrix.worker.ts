// A thread of the matrix: is given a requesting State, answers with all its rows.
import { parentPort, workerData } from 'node:worker_threads';
import type { Knowledge } from '../law/model.ts';
import type { StateCode } from '../law/states.ts';
import { matrixRows, type Matrix } from './matrix.ts';

export interface MatrixThread {
  readonly matrix: Matrix;
  readonly knowledge: Knowledge;
}

const { matrix, knowledge } = workerData as MatrixThread; // given by matrix.acts.ts
const port = parentPort;
port?.on('message', (from: StateCode) => port.postMessage(matrixRows(from, matrix, knowledge)));
