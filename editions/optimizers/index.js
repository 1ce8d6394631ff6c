/**
 * An edition of papers on optimizers: which margin they maximise, how fast, and until when. Written with the public door alone.
 * Each claim is a function of the optimizer, so that another implementation can be judged by it.
 */

import { defineEdition } from 'claimcheck/claims';
import { epsilonStep } from './claims/adam.epsilon-step.js';
import { epsilonTakesOver } from './claims/adam.epsilon-takes-over.js';
import { lInfinity } from './claims/adam.l-infinity.js';
import { lTwo } from './claims/adam.l2.js';
import { step as adamStep } from './claims/adam.step.js';
import { travel } from './claims/adam.travel.js';
import { adaptiveStep } from './claims/adaptive.step.js';
import { inPlane, onLine } from './claims/cycle.js';
import { adamwBox, adamwBoxRepaired, lionBox, lionPhaseOne } from './claims/decay.js';
import { geometric, stretched } from './claims/growing.js';
import { scaleFree } from './claims/kingma.scale-free.js';
import { step as kingmaStep, stepIntended, stepRepaired } from './claims/kingma.step.js';
import { average, exit } from './claims/large.js';
import { neverAgain, rate } from './claims/large.stable.js';
import {
  coordinate as multiclassCoordinate,
  euclidean as multiclassEuclidean,
  sign as multiclassSign,
  spectral as multiclassSpectral,
} from './claims/multiclass.js';
import {
  coordinateMomentum as multiclassCoordinateMomentum,
  euclideanMomentum as multiclassEuclideanMomentum,
  muon as multiclassMuon,
  signum as multiclassSignum,
} from './claims/multiclass.momentum.js';
import { muonRate, spectralRate } from './claims/multiclass.rate.js';
import { coordinate, euclidean, sign, spectral, spectralSquare, spectralTall } from './claims/nsd.js';
import { logisticStep } from './claims/nsd.logistic-step.js';
import { coordinateMomentum, euclideanMomentum, muon, muonSquare, muonTall, signum } from './claims/nsd.momentum.js';
import { sampledAdam, sampledSignum } from './claims/sampled.js';
import { adaptive } from './shown.adaptive.js';
import { plain, steepest } from './shown.descent.js';

export default defineEdition({
  name: 'optimizers',
  title: 'Which margin do optimizers maximise, how fast, and until when',
  claims: [
    sign(),
    euclidean(),
    coordinate(),
    spectral(),
    spectralTall(),
    spectralSquare(),
    logisticStep(),
    signum(),
    euclideanMomentum(),
    coordinateMomentum(),
    muon(),
    muonTall(),
    muonSquare(),
    multiclassSign(),
    multiclassEuclidean(),
    multiclassCoordinate(),
    multiclassSpectral(),
    multiclassSignum(),
    multiclassEuclideanMomentum(),
    multiclassCoordinateMomentum(),
    multiclassMuon(),
    spectralRate(),
    muonRate(),
    average(),
    exit(),
    neverAgain(),
    rate(),
    adaptiveStep(),
    geometric(),
    stretched(),
    onLine(),
    inPlane(),
    kingmaStep(),
    stepIntended(),
    stepRepaired(),
    scaleFree(),
    adamStep(),
    epsilonStep(),
    epsilonTakesOver(),
    travel(),
    lInfinity(),
    lTwo(),
    sampledSignum(),
    sampledAdam(),
    lionBox(),
    lionPhaseOne(),
    adamwBox(),
    adamwBoxRepaired(),
  ],
  optimizers: [...steepest, ...adaptive, ...plain],
});
